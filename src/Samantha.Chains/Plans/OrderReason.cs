namespace Samantha.Chains.Plans;

/// <summary>Why the steps of a chain are answered in the order in which they are.</summary>
public enum OrderReason
{
    /// <summary>They are grouped by model.</summary>
    Grouped,

    /// <summary>As written, because another order would load no model less often.</summary>
    NothingToSave,

    /// <summary>As written, because the chain asks for it.</summary>
    AskedFor,

    /// <summary>As written, because each response goes into the next step.</summary>
    Feedback,

    /// <summary>As written, because a prompt quotes all responses before it.</summary>
    FullText,

    /// <summary>As written, because the chain asks for shuffled models.</summary>
    Shuffled,

    /// <summary>As written, because the plan has no end, or none that anybody waits for: every model is to have its turn.</summary>
    Endless,

    /// <summary>As written, because a rule of the chain may end the session on the way.</summary>
    StopRule,

    /// <summary>As written, because programs of responses share a folder or the network.</summary>
    SharedCode,

    /// <summary>As written, because detectors compare each response with those before it.</summary>
    Health,
}
