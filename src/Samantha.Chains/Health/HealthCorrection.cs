using Samantha.Chains.Settings;

namespace Samantha.Chains.Health;

/// <summary>What findings change about the settings of the next step. Goes the way of all hyperparameters into its StepStarted.</summary>
public sealed record HealthCorrection(double TemperatureRaise, int Rejections)
{
    private const double TemperatureMax = 5;

    public static HealthCorrection None { get; } = new(0, 0);

    public static HealthCorrection Of(HealthState state) => new(state.TemperatureRaise, state.Rejections);

    /// <summary>
    /// The raised temperature. Filters that leave a single token would make it powerless: they get the values of the stochastic
    /// preset.
    /// </summary>
    public Hyperparameters ApplyTo(Hyperparameters values)
    {
        if (TemperatureRaise <= 0)
        {
            return values;
        }

        var open = HyperparameterPresets.Stochastic;
        return values with
        {
            Temperature = Math.Round(Math.Min(TemperatureMax, values.Temperature + TemperatureRaise), 3),
            TfsZ = values.TfsZ <= 0 ? open.TfsZ ?? 1 : values.TfsZ,
            TopP = values.TopP <= 0 ? open.TopP ?? 1 : values.TopP,
            MinP = values.MinP >= 1 ? open.MinP ?? 0 : values.MinP,
            TypicalP = values.TypicalP <= 0 ? open.TypicalP ?? 1 : values.TypicalP,
            TopK = values.TopK == 1 ? open.TopK ?? 40 : values.TopK,
        };
    }

    /// <summary>The seed of the step's next attempt: its own, or one that follows from it for every rejected response.</summary>
    public ulong SeedFrom(ulong seed) => Rejections == 0 ? seed : SeedDerivation.ForAnother(seed, Rejections);
}
