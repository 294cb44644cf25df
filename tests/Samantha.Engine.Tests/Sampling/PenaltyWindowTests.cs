using FsCheck;
using FsCheck.Fluent;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Tests.Sampling;

/// <summary>Counts within the window, and the arithmetic of the three penalties.</summary>
public sealed class PenaltyWindowTests
{
    [Fact]
    public void Counts_are_those_of_the_last_tokens() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Gen.Choose(0, 6).ListOf().ToArbitrary(), Gen.Choose(0, 9).ToArbitrary(), (tokens, size) =>
        {
            PenaltyWindow window = new(7, size);
            foreach (int token in tokens)
            {
                window.Add(token);
            }

            int[] last = tokens.TakeLast(size).ToArray();
            return window.DistinctTokens == last.Distinct().Count()
                && Enumerable.Range(0, 7).All(token => window.CountOf(token) == last.Count(other => other == token));
        }));

    [Fact]
    public void Repeat_divides_positive_and_multiplies_negative_logits()
    {
        PenaltyWindow window = Window(0, 1, 2);
        float[] logits = [3, -3, 0, 3];

        window.Apply(logits, 1.5, 0, 0);

        Assert.Equal([2f, -4.5f, 0f, 3f], logits);
    }

    [Fact]
    public void Frequency_counts_occurrences_and_presence_does_not()
    {
        PenaltyWindow window = Window(0, 0, 0, 1);
        float[] logits = [5, 5, 5];

        window.Apply(logits, 1, 0.5, 0.25);

        Assert.Equal([5 - 1.5f - 0.25f, 5 - 0.5f - 0.25f, 5f], logits);
    }

    [Fact]
    public void After_clear_nothing_is_penalised()
    {
        PenaltyWindow window = Window(0, 1, 1);
        float[] logits = [1, 2, 3];

        window.Clear();
        window.Apply(logits, 2, 1, 1);

        Assert.Equal([1f, 2f, 3f], logits);
        Assert.Equal(0, window.CountOf(1));
    }

    [Fact]
    public void A_repeat_penalty_of_0_makes_repeats_certain_without_breaking_the_draw()
    {
        SamplingSettings settings = new() { Temperature = 1, RepeatPenalty = 0 };
        SamplerChain chain = new(settings, 5, 3);
        chain.Accept(2);

        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(2, chain.Sample([9, 8, 1, 7, 6]));
        }
    }

    [Fact]
    public void A_token_outside_the_vocabulary_is_refused()
    {
        PenaltyWindow window = new(3, 4);

        Assert.Throws<ArgumentOutOfRangeException>(() => window.Add(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => window.Add(-1));
    }

    private static PenaltyWindow Window(params int[] tokens)
    {
        PenaltyWindow window = new(10, 64);
        foreach (int token in tokens)
        {
            window.Add(token);
        }

        return window;
    }
}
