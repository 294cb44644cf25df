using Samantha.Chains.Code;
using Samantha.Chains.Plans;

namespace Samantha.Chains.Sessions;

/// <summary>
/// The code of a durable response that has not been run. Attempt is the response's. Nothing else happens in the session before
/// it has an outcome; after a crash it is run again from its start.
/// </summary>
public sealed record PendingCode(StepPosition Position, int Attempt, ExtractedCode Code)
{
    /// <summary>The response and what was fed into it: the feedback is worked out again when the output is known.</summary>
    internal string Response { get; init; } = "";

    internal string PreviousBefore { get; init; } = "";
}
