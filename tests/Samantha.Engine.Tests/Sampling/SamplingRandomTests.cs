using Samantha.Engine.Sampling;

namespace Samantha.Engine.Tests.Sampling;

/// <summary>Pins the random sequence: a recorded seed must mean the same for ever.</summary>
public sealed class SamplingRandomTests
{
    [Fact]
    public void SplitMix64_gives_the_published_numbers_for_the_seed_1234567()
    {
        ulong state = 1234567;

        ulong[] numbers = Enumerable.Range(0, 5).Select(_ => SamplingRandom.SplitMix64(ref state)).ToArray();

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821], numbers);
    }

    [Fact]
    public void Xoshiro256_gives_the_published_numbers_for_the_state_1_2_3_4()
    {
        SamplingRandom random = new(1, 2, 3, 4);

        ulong[] numbers = Enumerable.Range(0, 10).Select(_ => random.NextUInt64()).ToArray();

        Assert.Equal(
            [
                11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625,
                8476171486693032832, 10595114339597558777, 2904607092377533576,
            ],
            numbers);
    }

    [Fact]
    public void A_recorded_seed_means_the_same_numbers_for_ever()
    {
        SamplingRandom random = new(42);

        ulong[] numbers = Enumerable.Range(0, 4).Select(_ => random.NextUInt64()).ToArray();

        Assert.Equal([1546998764402558742, 6990951692964543102, 12544586762248559009, 17057574109182124193], numbers);
    }

    [Fact]
    public void Fractions_lie_in_the_half_open_unit_interval_and_have_the_mean_one_half()
    {
        SamplingRandom random = new(7);

        double[] fractions = Enumerable.Range(0, 100_000).Select(_ => random.NextDouble()).ToArray();

        Assert.All(fractions, fraction => Assert.InRange(fraction, 0, Math.BitDecrement(1.0)));
        Assert.InRange(fractions.Average(), 0.495, 0.505);
    }

    [Fact]
    public void Restarting_with_a_seed_repeats_the_sequence()
    {
        SamplingRandom random = new(9);
        double[] first = [random.NextDouble(), random.NextDouble()];

        random.Restart(9);

        Assert.Equal(first, new[] { random.NextDouble(), random.NextDouble() });
    }
}
