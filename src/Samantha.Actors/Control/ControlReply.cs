namespace Samantha.Actors.Control;

/// <summary>The one answer to a request.</summary>
/// <param name="Id">The request's id; empty when the request could not be read.</param>
/// <param name="Accepted">False: nothing was done.</param>
/// <param name="Message">For a refusal: the reason. For an acceptance: what will happen. One line for the user.</param>
/// <param name="Status">Only in answer to <see cref="ControlCommand.Status"/>.</param>
public sealed record ControlReply(string Id, bool Accepted, string Message, ControlStatus? Status = null)
{
    public static ControlReply Accept(ControlRequest request, string message, ControlStatus? status = null) =>
        new(request.Id, true, message, status);

    public static ControlReply Refuse(ControlRequest request, string reason) => new(request.Id, false, reason);
}
