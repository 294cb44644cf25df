namespace Samantha.Chains.Settings;

/// <summary>
/// The SplitMix64 generator (Steele, Lea and Flood 2014): 64 bits of state, the same numbers on every machine and in every
/// version. Used where a decision must be random and repeatable; token sampling has its own generator in the engine.
/// </summary>
internal struct SplitMix64(ulong seed)
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public ulong Next()
    {
        unchecked
        {
            _state += Increment;
        }

        return Mix(_state);
    }

    /// <summary>Uniform in [0, 1) with 53 bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>
    /// Uniform in 0..limit-1, by the upper half of a 128-bit product (the bias is below 2^-32 for the small limits used here).
    /// </summary>
    public int NextBelow(int limit) => (int)(((UInt128)Next() * (ulong)limit) >> 64);
}
