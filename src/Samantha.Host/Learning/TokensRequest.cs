using Samantha.Chains.Plans;

namespace Samantha.Host.Learning;

/// <summary>What a user wants to see of a session's tokens. Step and Token (from 1): null = all.</summary>
internal sealed record TokensRequest(
    StepPosition? Step, int? Token, int Candidates, bool Recompute, bool AsJson, bool AsCsv);
