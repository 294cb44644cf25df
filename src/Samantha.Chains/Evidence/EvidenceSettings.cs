namespace Samantha.Chains.Evidence;

/// <summary>Whether a session keeps how each token was chosen, and with how many candidates.</summary>
public sealed record EvidenceSettings(bool Enabled = false, int Candidates = EvidenceSettings.CandidatesDefault)
{
    public const int CandidatesDefault = 10;

    public const int CandidatesMax = 100;

    public static EvidenceSettings Default { get; } = new();
}
