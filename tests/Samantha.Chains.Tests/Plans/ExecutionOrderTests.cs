using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;

namespace Samantha.Chains.Tests.Plans;

public class ExecutionOrderTests
{
    private static readonly Gen<ChainDefinition> s_chains =
        from models in Gen.ArrayOf(Gen.Elements("a", "b", "c", "d"))
        from prompts in Gen.Choose(1, 3)
        from loops in Gen.Choose(1, 4)
        from responses in Gen.Choose(1, 3)
        from single in Gen.Elements(true, false)
        select Grouped(string.Join(' ', models.Append("e").Take(6)), [.. Enumerable.Range(1, prompts).Select(n => $"p{n}")]) with
        {
            Loops = RepeatCount.Of(loops), Responses = RepeatCount.Of(responses), SingleResponsePerModel = single,
        };

    [Fact]
    public void A_model_answers_all_its_loops_before_the_next_one_is_loaded()
    {
        var chain = Grouped("a b", "1", "2") with { Loops = RepeatCount.Of(2) };

        Assert.Equal(
            ["L1.M1.R1.P1", "L1.M1.R1.P2", "L2.M1.R1.P1", "L2.M1.R1.P2", "L1.M2.R1.P1", "L1.M2.R1.P2", "L2.M2.R1.P1", "L2.M2.R1.P2"],
            Order(Plan.Create(chain, 1)).Select(step => step.StepId));
    }

    [Fact]
    public void Twenty_seven_models_in_three_loops_are_loaded_27_times_instead_of_81()
    {
        var plan = Plan.Create(
            Grouped(string.Join(' ', Enumerable.Range(1, 27).Select(n => $"m{n}")), "1") with { Loops = RepeatCount.Of(3) }, 1);

        Assert.Equal((27L, 81L), (plan.LoadForecast(), plan.LoadForecastAsWritten()));
    }

    [Fact]
    public void Entries_that_share_a_load_come_one_after_the_other() =>
        Assert.Equal(
            ["L1.M1.R1.P1", "L1.M3.R1.P1", "L1.M2.R1.P1"], Order(Plan.Create(Grouped("a b a", "1"), 1)).Select(step => step.StepId));

    [Fact]
    public void With_a_single_response_per_model_every_turn_keeps_its_prompt() =>
        Assert.Equal(
            ["L1.M1.R1.P1", "L2.M1.R1.P3", "L3.M1.R1.P5", "L1.M2.R1.P2", "L2.M2.R1.P4"],
            Order(Plan.Create(
                Grouped("a b", "1", "2", "3", "4", "5") with { SingleResponsePerModel = true, Loops = RepeatCount.Endless }, 1))
                .Select(step => step.StepId));

    [Fact]
    public void Every_step_of_the_plan_is_answered_once_in_an_order_without_ties() =>
        Properties.Hold(s_chains, chain =>
        {
            var plan = Plan.Create(chain, 1);
            var steps = Order(plan);
            return steps.Distinct().Count() == steps.Length
                && steps.Order().SequenceEqual(plan.From(plan.First).Select(step => step.Position))
                && steps.Zip(steps.Skip(1)).All(pair => plan.Order.Compare(pair.First, pair.Second) < 0)
                && steps.Select(step => plan.TurnInOrder(step)).SequenceEqual(
                    Enumerable.Range(1, steps.Length).Select(n => (long?)n));
        });

    [Fact]
    public void The_forecast_is_the_number_of_changes_of_model_and_never_more_than_as_written() =>
        Properties.Hold(s_chains, chain =>
        {
            var plan = Plan.Create(chain, 1);
            var models = Order(plan).Select(step => plan.StepAt(step).Model).ToArray();
            var loads = 1 + models.Zip(models.Skip(1)).LongCount(pair => !plan.IsSameLoad(pair.First, pair.Second));
            return plan.LoadForecast() == loads && loads <= plan.LoadForecastAsWritten()
                && plan.Order.IsGrouped == loads < plan.LoadForecastAsWritten();
        });

    [Fact]
    public void Leaving_a_model_goes_to_the_first_step_of_another_one() =>
        Properties.Hold(s_chains, chain =>
        {
            var plan = Plan.Create(chain, 1);
            var steps = Order(plan);
            return steps.Select((step, index) => (step, index)).All(at => plan.AfterModel(at.step) == steps.Skip(at.index)
                .Select(later => (StepPosition?)later).FirstOrDefault(later => !plan.Order.IsSameTurn(at.step, later!.Value)));
        });

    public static TheoryData<string, string> Reasons => new()
    {
        { "", nameof(OrderReason.Grouped) },
        { "reset", nameof(OrderReason.Grouped) },
        { "random", nameof(OrderReason.Grouped) },
        { "partial", nameof(OrderReason.Grouped) },
        { "code", nameof(OrderReason.Grouped) },
        { "as-written", nameof(OrderReason.AskedFor) },
        { "one-loop", nameof(OrderReason.NothingToSave) },
        { "feedback", nameof(OrderReason.Feedback) },
        { "full", nameof(OrderReason.FullText) },
        { "shuffled", nameof(OrderReason.Shuffled) },
        { "endless", nameof(OrderReason.Endless) },
        { "long", nameof(OrderReason.Endless) },
        { "line", nameof(OrderReason.StopRule) },
        { "steps", nameof(OrderReason.StopRule) },
        { "time", nameof(OrderReason.StopRule) },
        { "shared", nameof(OrderReason.SharedCode) },
        { "network", nameof(OrderReason.SharedCode) },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void What_depends_on_the_order_is_answered_as_written(string what, string expected)
    {
        var chain = Grouped("a b c", "1") with { Loops = RepeatCount.Of(2) };
        var folder = new CodeFolder("/tmp/x", "x");
        chain = what switch
        {
            "reset" => chain with { ResetModel = false },
            "random" => chain with { RandomHyperparameters = Chains.Settings.RandomRanges.Default },
            "partial" => chain with { Prompts = Chains.Prompts.PromptListParser.Parse("a\nb partial_text", "list.txt") },
            "code" => chain with { RunCode = true },
            "as-written" => chain with { Schedule = Schedule.AsWritten },
            "one-loop" => chain with { Loops = RepeatCount.Once },
            "feedback" => chain with { FeedbackLoop = true },
            "full" => chain with { Prompts = Chains.Prompts.PromptListParser.Parse("a\n[[all]]", "list.txt") },
            "shuffled" => chain with { ShuffleModels = true },
            "endless" => chain with { Loops = RepeatCount.Endless },
            "long" => chain with { Loops = RepeatCount.Of(ExecutionOrder.StepsGroupedMax) },
            "line" => chain with { Stop = StopSettings.Default with { ResponseLine = "enough" } },
            "steps" => chain with { Stop = StopSettings.Default with { Steps = 100 } },
            "time" => chain with { Stop = StopSettings.Default with { WallTime = TimeSpan.FromHours(1) } },
            "shared" => chain with { RunCode = true, Code = CodeSettings.Default with { Writable = [folder] } },
            "network" => chain with { RunCode = true, Code = CodeSettings.Default with { Network = true } },
            _ => chain,
        };

        Assert.Equal(expected, ExecutionOrder.Of(chain).Reason.ToString());
    }

    [Fact]
    public void A_stored_chain_from_before_there_was_a_schedule_is_answered_as_written()
    {
        var stored = ChainJson.Serialize(Grouped("a b", "1") with { Loops = RepeatCount.Of(2), Schedule = Schedule.AsWritten });

        Assert.DoesNotContain("schedule", stored, StringComparison.Ordinal);
        Assert.False(ExecutionOrder.Of(ChainJson.Deserialize(stored)).IsGrouped);
    }

    [Fact]
    public void A_chain_file_that_says_nothing_is_grouped_and_one_that_says_so_is_not()
    {
        ChainDefinition Read(string line) => ChainFileReader.Read(
            $"chain {{\nmodels = [a, b]\nprompts = [\"1\"]\nloops = 2\n{line}\n}}", "c.conf", name => FileText.Failed(name, "no")).Chain!;

        Assert.True(ExecutionOrder.Of(Read("")).IsGrouped);
        Assert.False(ExecutionOrder.Of(Read("schedule = as-written")).IsGrouped);
        Assert.NotEqual(ChainFingerprint.Of(Read("")), ChainFingerprint.Of(Read("schedule = as-written")));
    }

    private static ChainDefinition Grouped(string models, params string[] prompts) =>
        TestChains.Of(models, prompts) with { Schedule = Schedule.Auto };

    private static ImmutableArray<StepPosition> Order(Plan plan)
    {
        var steps = ImmutableArray.CreateBuilder<StepPosition>();
        for (StepPosition? next = plan.First; next is { } at; next = plan.After(at))
        {
            steps.Add(at);
        }

        return steps.ToImmutable();
    }
}
