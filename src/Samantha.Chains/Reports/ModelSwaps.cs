namespace Samantha.Chains.Reports;

/// <summary>
/// How often a model took the place of another one, and how long there was none meanwhile: from the end of the old engine's work to
/// the new model's readiness.
/// </summary>
public sealed record ModelSwaps(int Count, TimeSpan Total, TimeSpan Longest)
{
    public static ModelSwaps None { get; } = new(0, TimeSpan.Zero, TimeSpan.Zero);

    public ModelSwaps With(TimeSpan took) => new(Count + 1, Total + took, took > Longest ? took : Longest);
}
