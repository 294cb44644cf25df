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

    /// <summary>A detector ended it where it was certain of a loop; what was there counts as the response.</summary>
    CutByDetector,

    /// <summary>
    /// A detector found it useless, and the chain asks for another one. The text is kept, but the step is not answered: it is
    /// answered again with another seed.
    /// </summary>
    RejectedByDetector,
}
