namespace Samantha.Exports.Reading;

/// <summary>How an attempt of a step ended, as exports name it. The CSV column outcome holds these words.</summary>
internal enum StepEnd
{
    /// <summary>There is a response, complete or skipped by the user.</summary>
    Answered,
    Failed,

    /// <summary>It failed, and another attempt follows.</summary>
    Retried,

    /// <summary>The session was stopped in the middle of the response; another attempt follows when it is resumed.</summary>
    Interrupted,

    /// <summary>A detector found the response useless; another attempt with another seed follows.</summary>
    Rejected,

    /// <summary>The previous response did not fit; another attempt with less of it follows.</summary>
    Trimmed,

    /// <summary>The user skipped the rest of the model's turn.</summary>
    ModelSkipped,

    /// <summary>The journal has no outcome: it is being worked on, or the program ended there.</summary>
    Unfinished,
}
