namespace Samantha.Chains.Sessions;

/// <summary>Why a response ended.</summary>
public enum ResponseStopReason
{
    EndOfTurn,
    StopWord,
    MaxTokens,
    ContextFull,

    /// <summary>The user went on to the next response; what was there counts as the response.</summary>
    SkippedByUser,

    /// <summary>
    /// The session was stopped at once. The text is kept, but the step is not answered: a resumed session repeats it.
    /// </summary>
    Interrupted,
}
