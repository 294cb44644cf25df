namespace Samantha.Actors.Control;

/// <summary>One request to a running session. <paramref name="Id"/> (1 to 64 characters) is repeated in the one reply it
/// gets.</summary>
/// <param name="Text">Only for <see cref="ControlCommand.ReplacePrevious"/>.</param>
public sealed record ControlRequest(string Id, ControlCommand Command, string? Text = null);
