using FsCheck;
using FsCheck.Fluent;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;

namespace Samantha.Chains.Tests.Plans;

public class ShuffleTests
{
    private static ChainDefinition Chain(string models, RepeatCount loops) =>
        TestChains.Of(models, "x") with { ShuffleModels = true, Loops = loops };

    [Fact]
    public void Whenever_a_shuffle_is_possible_no_neighbours_are_equal_also_across_loops_and_no_model_is_lost() =>
        Properties.Hold(
            from count in Gen.Choose(3, 9)
            from models in Gen.ArrayOf(Gen.Elements("a", "b", "c", "d"), count)
            from seed in Gen.Choose(0, 1000)
            select (Models: string.Join(' ', models), Seed: (ulong)seed),
            sample =>
            {
                var chain = Chain(sample.Models, RepeatCount.Of(4));
                if (Plan.Create(chain, sample.Seed).Warnings.Length > 0)
                {
                    return true;
                }

                var loops = Enumerable.Range(1, 4).Select(loop => TestChains.Turns(chain, loop, sample.Seed)).ToList();
                var all = loops.SelectMany(turns => turns).ToList();
                return all.Zip(all.Skip(1)).All(pair => pair.First != pair.Second)
                    && loops.All(turns => turns.Order().SequenceEqual(sample.Models.Split(' ').Order()));
            },
            1000);

    [Fact]
    public void A_shuffle_is_called_impossible_exactly_when_no_arrangement_of_two_loops_exists()
    {
        foreach (var counts in
            from a in Enumerable.Range(1, 5)
            from b in Enumerable.Range(1, 2)
            from c in Enumerable.Range(1, 2)
            select (a, b, c))
        {
            var letters = new string('a', counts.a) + new string('b', counts.b) + new string('c', counts.c);
            var models = string.Join(' ', letters.ToCharArray());
            var good = Arrangements(letters).Where(HasNoNeighbours).ToList();
            var isPossible = good.Any(one => good.Any(two => one[^1] != two[0] && two[^1] != one[0]));

            var warnings = Plan.Create(Chain(models, RepeatCount.Endless), 1).Warnings;

            Assert.True(isPossible == warnings.IsEmpty, $"{models}: possible {isPossible}, warnings {warnings.Length}");
        }
    }

    [Theory]
    [InlineData("A A A A B C")]
    [InlineData("A A A B C")]
    public void As_the_original_would_hang_an_impossible_shuffle_says_so_and_runs_in_the_written_order(string models)
    {
        var chain = Chain(models, RepeatCount.Endless);

        Assert.Contains("A comes", Assert.Single(Plan.Create(chain, 1).Warnings), StringComparison.Ordinal);
        Assert.Equal(models.Split(' '), TestChains.Turns(chain, 5, 1));
    }

    [Fact]
    public void A_single_loop_needs_no_room_at_its_border() =>
        Assert.Empty(Plan.Create(Chain("A A A B C", RepeatCount.Once), 1).Warnings);

    [Fact]
    public void Fewer_than_three_different_models_are_not_shuffled() =>
        Assert.Contains("3 different models", Assert.Single(Plan.Create(Chain("A B A", RepeatCount.Once), 1).Warnings),
            StringComparison.Ordinal);

    [Fact]
    public void The_order_of_a_loop_follows_from_seed_and_loop_alone()
    {
        var chain = Chain("a b c d e", RepeatCount.Endless);

        var plan = Plan.Create(chain, 3);
        var walked = Enumerable.Range(999, 2).SelectMany(loop => Enumerable.Range(1, 5)
            .Select(turn => plan.StepAt(new StepPosition(loop, turn, 1, 1)).Model.Name)).TakeLast(5).ToArray();

        Assert.Equal(walked, TestChains.Turns(chain, 1000, 3));
        Assert.True(Enumerable.Range(1, 50).Select(loop => string.Concat(TestChains.Turns(chain, loop,
            3))).Distinct().Count() > 20);
        Assert.True(Enumerable.Range(1, 50).Select(seed => string.Concat(TestChains.Turns(chain, 1,
            (ulong)seed))).Distinct().Count() > 20);
    }

    [Fact]
    public void Every_model_gets_to_be_first()
    {
        var chain = Chain("a b c d", RepeatCount.Endless);

        Assert.Equal(4, Enumerable.Range(1, 200).Select(loop => TestChains.Turns(chain, loop, 3)[0]).Distinct().Count());
    }

    [Fact]
    public void The_rule_for_what_can_be_arranged_agrees_with_trying_everything()
    {
        foreach (var (a, b, c) in
            from a in Enumerable.Range(0, 4)
            from b in Enumerable.Range(0, 4)
            from c in Enumerable.Range(0, 3)
            where a + b + c > 0
            select (a, b, c))
        {
            var good = Arrangements(new string('a', a) + new string('b', b) + new string('c', c)).Where(HasNoNeighbours).ToList();
            var kinds = Enumerable.Range(-1, 4).ToList();
            foreach (var (first, last) in from first in kinds from last in kinds select (first, last))
            {
                var expected = good.Any(one => one[0] - 'a' != first && one[^1] - 'a' != last);
                Assert.True(
                    expected == ModelOrder.CanArrange([a, b, c], a + b + c, first, last), $"a{a} b{b} c{c}, not "
                        + $"first {first}, not last {last}");
            }
        }
    }

    private static bool HasNoNeighbours(string letters) => letters.Zip(letters.Skip(1)).All(pair => pair.First != pair.Second);

    private static IEnumerable<string> Arrangements(string letters) => letters.Length == 0
        ? [""]
        : letters.Distinct().SelectMany(letter =>
            Arrangements(letters.Remove(letters.IndexOf(letter, StringComparison.Ordinal), 1)).Select(rest => letter + rest));
}
