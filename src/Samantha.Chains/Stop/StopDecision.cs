namespace Samantha.Chains.Stop;

/// <summary>A stop rule holds: which one, and a sentence for the journal and the screen.</summary>
public sealed record StopDecision(StopRule Rule, string Message);
