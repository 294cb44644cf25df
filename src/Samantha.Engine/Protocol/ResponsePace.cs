namespace Samantha.Engine.Protocol;

/// <summary>How fast a response goes and how much it tells: for people who want to watch it being made.</summary>
/// <param name="DelayMs">The wait after each token; 0 to <see cref="EngineProtocol.DelayMsMax"/>.</param>
/// <param name="Step">True: after each token it waits for an <see cref="AdvanceResponse"/>.</param>
/// <param name="Candidates">
/// Each token is explained with so many candidates; 0 = none are explained from here on.
/// </param>
public sealed record ResponsePace(int DelayMs = 0, bool Step = false, int Candidates = 0)
{
    public static ResponsePace Free { get; } = new();

    /// <summary>Whether anything is waited for.</summary>
    public bool Waits => Step || DelayMs > 0;

    /// <summary>Says what is wrong with the values, or null.</summary>
    public string? FindProblem() =>
        DelayMs is < 0 or > EngineProtocol.DelayMsMax
            ? $"a delay between tokens is 0 to {EngineProtocol.DelayMsMax} ms, not {DelayMs}"
            : Candidates is < 0 or > Sampling.SamplerTrace.CandidatesMax
                ? $"0 to {Sampling.SamplerTrace.CandidatesMax} candidates can be explained, not {Candidates}"
                : null;
}
