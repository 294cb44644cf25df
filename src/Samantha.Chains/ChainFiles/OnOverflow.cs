namespace Samantha.Chains.ChainFiles;

/// <summary>
/// What happens when a step does not fit the context window. Nothing is ever cut without an event that says so.
/// </summary>
public enum OnOverflow
{
    Fail,
    DropOldestFeedback,
    Stop,
}
