namespace Samantha.Bench.WholeSystem;

/// <summary>
/// A sample of either side: tokens and seconds of prefill and decode, summed over its steps, and the text of the first. The whole
/// is from the step's start to its end.
/// </summary>
internal sealed record StepSpeed(
    double PrefillTokens, double PrefillSeconds, double DecodeTokens, double DecodeSeconds, double WholeSeconds)
{
    public static StepSpeed Nothing { get; } = new(0, 0, 0, 0, 0) { Steps = 0 };

    public int Steps { get; init; } = 1;

    public string Text { get; init; } = "";

    /// <summary>All tokens of the responses, those included that came with the first news and count as prefill time.</summary>
    public int AnsweredTokens { get; init; }

    /// <summary>Of the whole, the seconds that the engine itself reports; 0 for the peer, which has nothing around it.</summary>
    public double EngineSeconds { get; init; }

    public double PrefillTokensPerSecond => PrefillTokens / PrefillSeconds;

    public double DecodeTokensPerSecond => DecodeTokens / DecodeSeconds;

    /// <summary>What actors, pipe, tokenizer and journal add to a step.</summary>
    public double AroundEngineMsPerStep => (WholeSeconds - EngineSeconds) * 1000 / Steps;

    public StepSpeed Plus(StepSpeed next) => new(
        PrefillTokens + next.PrefillTokens,
        PrefillSeconds + next.PrefillSeconds,
        DecodeTokens + next.DecodeTokens,
        DecodeSeconds + next.DecodeSeconds,
        WholeSeconds + next.WholeSeconds)
    {
        Steps = Steps + next.Steps,
        Text = Steps == 0 ? next.Text : Text,
        AnsweredTokens = AnsweredTokens + next.AnsweredTokens,
        EngineSeconds = EngineSeconds + next.EngineSeconds,
    };
}
