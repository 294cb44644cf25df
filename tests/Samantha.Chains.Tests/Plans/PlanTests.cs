using FsCheck;
using FsCheck.Fluent;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Tests.Plans;

public class PlanTests
{
    private static readonly Gen<ChainDefinition> s_chains =
        from models in Gen.Choose(1, 4)
        from prompts in Gen.Choose(1, 3)
        from loops in Gen.Choose(1, 3)
        from responses in Gen.Choose(1, 3)
        from single in Gen.Elements(true, false)
        from shuffle in Gen.Elements(true, false)
        select TestChains.Of(string.Join(' ', "abca".Take(models)), [.. Enumerable.Range(1, prompts).Select(n => $"p{n}")]) with
        {
            Loops = RepeatCount.Of(loops),
            Responses = RepeatCount.Of(responses),
            SingleResponsePerModel = single,
            ShuffleModels = shuffle,
        };

    [Fact]
    public void As_the_original_models_run_all_prompts_in_all_rounds_one_after_the_other() =>
        Assert.Equal(
            ["m1:A", "m1:B", "m1:A", "m1:B", "m2:A", "m2:B", "m2:A", "m2:B"],
            TestChains.Walk(TestChains.Of("m1 m2", "A", "B") with { Responses = RepeatCount.Of(2) }));

    [Fact]
    public void As_the_original_loops_repeat_the_whole_list_of_models() =>
        Assert.Equal(
            ["m1:A", "m2:A", "m1:A", "m2:A"], TestChains.Walk(TestChains.Of("m1 m2", "A") with { Loops = RepeatCount.Of(2) }));

    [Theory]
    [InlineData("m1 m2 m3", "A B", 1, "m1:A m2:B")]
    [InlineData("m1 m2", "A B C", 1, "m1:A m2:B")]
    [InlineData("m1 m2", "A B C", 2, "m1:A m2:B m1:C")]
    public void As_the_original_with_a_single_response_model_i_answers_prompt_i(string models, string prompts, int loops,
        string expected)
    {
        var chain = TestChains.Of(models, prompts.Split(' ')) with
        {
            SingleResponsePerModel = true, Loops = RepeatCount.Of(loops), Responses = RepeatCount.Of(7),
        };

        Assert.Equal(expected.Split(' '), TestChains.Walk(chain));
        Assert.Equal(expected.Split(' ').Length, Plan.Create(chain, 0).TotalSteps);
    }

    [Fact]
    public void As_the_original_the_final_prompt_counts_as_the_last_prompt_of_a_single_response_chain() =>
        Assert.Equal(
            ["m1:A", "m2:J\n\nfull_text"],
            TestChains.Walk(TestChains.WithPromptText("m1 m2", "A\n[[J]]") with { SingleResponsePerModel = true }));

    [Fact]
    public void An_endless_plan_costs_nothing_and_reaches_any_loop()
    {
        var plan = Plan.Create(TestChains.Of("a b c", "1", "2") with { Loops = RepeatCount.Endless, ShuffleModels = true }, 7);
        var far = new StepPosition(900_000_000_000_000, 3, 1, 2);

        Assert.Null(plan.TotalSteps);
        Assert.Null(plan.LoadForecast());
        Assert.Equal(new StepPosition(900_000_000_000_001, 1, 1, 1), plan.After(far));
        Assert.NotEqual(plan.StepAt(far).Model.Name, plan.StepAt(plan.After(far)!.Value).Model.Name);
    }

    [Fact]
    public void Endless_responses_never_leave_the_first_turn_unless_the_model_is_skipped()
    {
        var plan = Plan.Create(TestChains.Of("a b", "1") with { Responses = RepeatCount.Endless }, 0);

        Assert.Equal(new StepPosition(1, 1, 2, 1), plan.After(plan.First));
        Assert.Equal(new StepPosition(1, 2, 1, 1), plan.AfterModel(plan.First));
        Assert.Equal(2, plan.StepAt(new StepPosition(1, 1, 2, 1)).Number);
        Assert.Null(plan.TotalSteps);
    }

    [Fact]
    public void Totals_beyond_a_long_are_not_wrong_but_unknown()
    {
        var chain = TestChains.Of("a b", "1", "2") with
        {
            Loops = RepeatCount.Of(RepeatCount.TimesMax), Responses = RepeatCount.Of(RepeatCount.TimesMax),
        };

        Assert.Null(Plan.Create(chain, 0).TotalSteps);
    }

    [Fact]
    public void Walking_a_plan_visits_as_many_steps_as_it_says_numbered_from_one() =>
        Properties.Hold(s_chains, chain =>
        {
            var plan = Plan.Create(chain, 5);
            var steps = plan.From(plan.First).ToList();
            return steps.Count == plan.TotalSteps
                && steps.Select(step => step.Number).SequenceEqual(Enumerable.Range(1, steps.Count).Select(number =>
                    (long?)number))
                && steps.All(step => plan.Contains(step.Position));
        });

    [Fact]
    public void Skipping_a_model_goes_to_the_first_later_step_of_another_turn() =>
        Properties.Hold(s_chains, chain =>
        {
            var plan = Plan.Create(chain, 5);
            return plan.From(plan.First).All(step =>
            {
                var expected = plan.From(step.Position)
                    .Select(later => (StepPosition?)later.Position)
                    .FirstOrDefault(later => later!.Value.Loop != step.Position.Loop || later.Value.Model != step.Position.Model);
                return plan.AfterModel(step.Position) == expected;
            });
        });

    [Fact]
    public void The_load_forecast_is_the_number_of_changes_that_a_walk_sees() =>
        Properties.Hold(s_chains, chain =>
        {
            var plan = Plan.Create(chain, 9);
            var loads = 0;
            ModelEntry? last = null;
            foreach (var step in plan.From(plan.First))
            {
                loads += last is not null && plan.IsSameLoad(last, step.Model) ? 0 : 1;
                last = step.Model;
            }

            return plan.LoadForecast() == loads;
        });

    [Fact]
    public void The_same_file_with_another_context_is_another_load_and_with_another_temperature_is_not()
    {
        var hot = new ModelEntry("a", "hot", new HyperparameterOverrides { Temperature = 1 });
        var wide = new ModelEntry("a", "wide", new HyperparameterOverrides { ContextTokens = 8000 });
        var chain = TestChains.Of("a", "1") with { Models = [ModelEntry.Of("a"), hot, wide] };

        Assert.Equal(2, Plan.Create(chain, 0).LoadForecast());
    }

    [Fact]
    public void A_position_outside_the_plan_is_refused_by_its_id()
    {
        var plan = Plan.Create(TestChains.Of("a", "1"), 0);

        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => plan.StepAt(new StepPosition(2, 1, 1, 1)));
        Assert.Contains("L2.M1.R1.P1", exception.Message, StringComparison.Ordinal);
    }
}
