using Samantha.Chains.Evidence;

namespace Samantha.Actors.Journal;

/// <summary>A piece of the evidence of one response, as the journal stores it.</summary>
/// <param name="StepId">Position of the step, such as <c>L1.M1.R1.P1</c>.</param>
/// <param name="Attempt">1-based.</param>
/// <param name="Block">Consecutive tokens.</param>
public sealed record EvidenceRow(string StepId, int Attempt, EvidenceBlock Block);
