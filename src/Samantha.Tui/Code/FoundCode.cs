using Samantha.Actors.Storage;
using Samantha.Chains.Code;

namespace Samantha.Tui.Code;

/// <summary>Code that a response brought, and which response that was.</summary>
internal sealed record FoundCode(SessionId Session, string StepId, string Model, ExtractedCode Code)
{
    public string Name => $"{Session} {StepId}";
}
