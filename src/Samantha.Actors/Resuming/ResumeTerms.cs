namespace Samantha.Actors.Resuming;

/// <summary>On what terms a session goes on.</summary>
public enum ResumeTerms
{
    /// <summary>Only when its chain file and its models are what they were.</summary>
    Unchanged,

    /// <summary>With the chain in its journal, whatever its file says now; its models must be what they were.</summary>
    AsRecorded,
}
