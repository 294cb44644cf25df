namespace Samantha.Actors.Control;

/// <summary>What a running session is doing now. Extend-only: it crosses program versions.</summary>
/// <param name="Session">The session's id.</param>
/// <param name="ProcessId">The process that runs the session.</param>
/// <param name="Activity">A word for people: loading, prefill, decode, stopping …</param>
/// <param name="StepId">Null between steps.</param>
/// <param name="Model">The model of the running step.</param>
/// <param name="StepsDone">Committed responses.</param>
/// <param name="StepsTotal">Null when endless.</param>
/// <param name="ResponseTokens">Tokens of the running response so far.</param>
/// <param name="TokensPerSecond">Decode speed of the running response; null when nothing is decoded.</param>
/// <param name="IsPaused">Somebody paused the session; the activity is "pausing" until nothing runs any more, then "paused".</param>
public sealed record ControlStatus(
    string Session,
    int ProcessId,
    string Activity,
    string? StepId,
    string? Model,
    long StepsDone,
    long? StepsTotal,
    long ResponseTokens,
    double? TokensPerSecond,
    bool IsPaused = false);
