using Samantha.Actors.Storage;

namespace Samantha.Tui.Sessions.Comparing;

/// <summary>A response that was chosen for a comparison, as the journal has it.</summary>
public sealed record ComparedResponse(SessionId Session, string StepId, string Model, string Prompt, string Text)
{
    public string Title => $"{StepId} {Model}";
}
