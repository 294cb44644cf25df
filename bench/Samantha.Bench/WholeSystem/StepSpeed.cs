namespace Samantha.Bench.WholeSystem;

/// <summary>
/// A sample of either side: tokens and seconds of prefill and decode, summed over its steps, and the text of the first. The whole
/// is from the step's start to its end.
/// </summary>
internal sealed record StepSpeed(
    double PrefillTokens, double PrefillSeconds, double DecodeTokens, double DecodeSeconds, double WholeSeconds, int Steps, string Text)
{
    /// <summary>Of these, the seconds that the engine itself reports; 0 for the peer, which has nothing around it.</summary>
    public double EngineSeconds { get; init; }

    public double PrefillTokensPerSecond => PrefillTokens / PrefillSeconds;

    public double DecodeTokensPerSecond => DecodeTokens / DecodeSeconds;

    public double WholeMsPerStep => WholeSeconds * 1000 / Steps;

    /// <summary>What actors, pipe, tokenizer and journal add to a step.</summary>
    public double AroundEngineMsPerStep => (WholeSeconds - EngineSeconds) * 1000 / Steps;
}
