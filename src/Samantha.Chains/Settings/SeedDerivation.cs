using Samantha.Chains.Plans;

namespace Samantha.Chains.Settings;

/// <summary>
/// Derives the seed of every step from the session's one seed, so that a step can be repeated without running those before it.
/// The formula is fixed for ever (golden tests hold it): a state starts as the session seed; for purpose, loop, model, round and
/// prompt in turn the state becomes Mix((state + 0x9E3779B97F4A7C15) xor Mix(value)), where Mix is SplitMix64's finisher.
/// </summary>
public static class SeedDerivation
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    public static ulong ForStep(ulong sessionSeed, StepPosition position, SeedPurpose purpose)
    {
        var state = Absorb(sessionSeed, (ulong)purpose);
        state = Absorb(state, (ulong)position.Loop);
        state = Absorb(state, (ulong)position.Model);
        state = Absorb(state, (ulong)position.Round);
        return Absorb(state, (ulong)position.Prompt);
    }

    /// <summary>A seed for something that belongs to a whole loop, such as its order of models.</summary>
    internal static ulong ForLoop(ulong sessionSeed, long loop, SeedPurpose purpose) =>
        Absorb(Absorb(sessionSeed, (ulong)purpose), (ulong)loop);

    /// <summary>A seed for another response to the same step, in place of one that was rejected.</summary>
    internal static ulong ForAnother(ulong stepSeed, int number) =>
        Absorb(Absorb(stepSeed, (ulong)SeedPurpose.AnotherResponse), (ulong)number);

    private static ulong Absorb(ulong state, ulong value) => SplitMix64.Mix(unchecked(state + Increment) ^ SplitMix64.Mix(value));
}
