using FsCheck.Fluent;
using Samantha.Chains.Plans;

namespace Samantha.Chains.Tests.Plans;

public class StepPositionTests
{
    private static readonly FsCheck.Gen<StepPosition> s_positions =
        from loop in Gen.Choose(1, 4)
        from model in Gen.Choose(1, 3)
        from round in Gen.Choose(1, 3)
        from prompt in Gen.Choose(1, 3)
        select new StepPosition(loop, model, round, prompt);

    [Fact]
    public void A_step_id_reads_back_as_the_same_position() =>
        Properties.Hold(s_positions, position => StepPosition.TryParse(position.StepId, out var read) && read == position);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("L1.M1.R1")]
    [InlineData("L0.M1.R1.P1")]
    [InlineData("L1.M1.R1.P01")]
    [InlineData("L1.M1.R1.P-1")]
    [InlineData("L1.M99999999999.R1.P1")]
    [InlineData("P1.R1.M1.L1")]
    public void Anything_else_is_not_a_step_id(string? text) => Assert.False(StepPosition.TryParse(text, out _));

    [Fact]
    public void Positions_are_ordered_as_the_plan_runs()
    {
        var chain = TestChains.Of("a b", "1", "2") with { Loops = RepeatCount.Of(3), Responses = RepeatCount.Of(2) };
        var plan = Plan.Create(chain, 0);
        var walked = plan.From(plan.First).Select(step => step.Position).ToList();

        Assert.Equal(walked.Order(), walked);
        Assert.Equal(24, walked.Distinct().Count());
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData(" endless ", "endless")]
    [InlineData("1000000", "1000000")]
    public void A_repeat_count_is_a_number_or_endless(string text, string expected)
    {
        Assert.True(RepeatCount.TryParse(text, out var count));
        Assert.Equal(expected, count.ToString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("forever")]
    [InlineData("99999999999999999999")]
    public void Anything_else_is_not_a_repeat_count(string text) => Assert.False(RepeatCount.TryParse(text, out _));
}
