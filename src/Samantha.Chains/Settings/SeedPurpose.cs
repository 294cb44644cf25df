namespace Samantha.Chains.Settings;

/// <summary>
/// What a derived seed is for, so that two uses never share a sequence. The numbers are part of the promise: never change one.
/// </summary>
public enum SeedPurpose
{
    Sampling = 1,
    RandomHyperparameters = 2,
    Shuffle = 3,
    AnotherResponse = 4,
}
