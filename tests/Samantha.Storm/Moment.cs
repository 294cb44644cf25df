namespace Samantha.Storm;

/// <summary>What a session is at when a kill hits.</summary>
public enum Moment
{
    Starting,
    Loading,
    Prefill,
    Decode,
    Code,
    JournalWrite,
    BetweenSteps,
}
