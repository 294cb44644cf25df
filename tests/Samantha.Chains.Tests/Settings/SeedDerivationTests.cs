using Samantha.Chains.Plans;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Tests.Settings;

public class SeedDerivationTests
{
    private static readonly StepPosition s_first = new(1, 1, 1, 1);

    [Fact]
    public void SplitMix64_gives_the_published_sequence()
    {
        var random = new SplitMix64(1234567);

        Assert.Equal(
            [6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL, 16408922859458223821UL],
            Enumerable.Range(0, 5).Select(_ => random.Next()).ToArray());
    }

    [Theory]
    [InlineData(0UL, "L1.M1.R1.P1", SeedPurpose.Sampling, 8836808755896023571UL)]
    [InlineData(42UL, "L1.M1.R1.P1", SeedPurpose.Sampling, 4958362383233615350UL)]
    [InlineData(42UL, "L1.M1.R1.P1", SeedPurpose.RandomHyperparameters, 15621631840244630736UL)]
    [InlineData(42UL, "L2.M3.R4.P5", SeedPurpose.Sampling, 8667230202855853186UL)]
    [InlineData(ulong.MaxValue, "L900000000000.M3.R4.P5", SeedPurpose.Sampling, 6679123056055376361UL)]
    public void Derived_seeds_never_change_because_journals_promise_repeatable_steps(
        ulong session, string stepId, SeedPurpose purpose, ulong expected)
    {
        Assert.True(StepPosition.TryParse(stepId, out var position));
        Assert.Equal(expected, SeedDerivation.ForStep(session, position, purpose));
    }

    [Theory]
    [InlineData(1, 4801615269453695728UL)]
    [InlineData(2, 6182338354333672735UL)]
    public void The_seed_of_another_response_to_a_step_never_changes_either(int number, ulong expected) =>
        Assert.Equal(expected, SeedDerivation.ForAnother(4958362383233615350UL, number));

    [Fact]
    public void Neighbouring_steps_loops_sessions_and_purposes_get_different_seeds()
    {
        var seeds =
            from session in Enumerable.Range(0, 5)
            from loop in Enumerable.Range(1, 5)
            from model in Enumerable.Range(1, 5)
            from round in Enumerable.Range(1, 5)
            from prompt in Enumerable.Range(1, 5)
            from purpose in Enum.GetValues<SeedPurpose>()
            select SeedDerivation.ForStep((ulong)session, new StepPosition(loop, model, round, prompt), purpose);

        Assert.Equal(5 * 5 * 5 * 5 * 5 * Enum.GetValues<SeedPurpose>().Length, seeds.Distinct().Count());
    }

    [Fact]
    public void Random_hyperparameters_stay_in_their_ranges_with_two_decimals_and_reach_both_ends()
    {
        var drawn = Enumerable.Range(0, 3000)
            .Select(seed => RandomRanges.Default.Draw(SeedDerivation.ForStep((ulong)seed, s_first,
                SeedPurpose.RandomHyperparameters)))
            .ToList();

        Assert.All(drawn, values =>
        {
            Assert.InRange(values.Temperature!.Value, 0.1, 1.0);
            Assert.InRange(values.RepeatPenalty!.Value, 1.0, 1.2);
            Assert.Equal(Math.Round(values.TopP!.Value, 2), values.TopP.Value);
            Assert.Null(values.TopK);
            Assert.Null(values.MaxTokens);
        });
        Assert.Equal(0, drawn.Min(values => values.PresencePenalty));
        Assert.Equal(0.3, drawn.Max(values => values.PresencePenalty));
    }

    [Fact]
    public void Leaving_one_range_out_does_not_change_the_other_draws()
    {
        var all = RandomRanges.Default.Draw(7);
        var without = (RandomRanges.Default with { TopP = null }).Draw(7);

        Assert.Equal(all with { TopP = null }, without);
    }

    [Fact]
    public void As_the_original_the_random_line_names_the_values_in_its_order()
    {
        var line = RandomRanges.Line(RandomRanges.Default.Draw(7));

        Assert.Matches(
            @"^RANDOM: temperature \(\S+\), tfs_z \(\S+\), min_p \(\S+\), top_p \(\S+\), typical_p \(\S+\), "
            + @"presence_penalty \(\S+\), frequency_penalty \(\S+\), repeat_penalty \(\S+\)$", line);
    }
}
