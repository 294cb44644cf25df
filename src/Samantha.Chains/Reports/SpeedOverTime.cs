using System.Collections.Immutable;
using System.Globalization;

namespace Samantha.Chains.Reports;

/// <summary>
/// Decoded tokens per second of decoding, by slices of running time that are all equally long. Null: nothing was decoded in it.
/// </summary>
public sealed record SpeedOverTime(TimeSpan Slice, ImmutableArray<double?> TokensPerSecond)
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    public static SpeedOverTime None { get; } = new(TimeSpan.FromSeconds(1), []);

    public double? Least => TokensPerSecond.IsEmpty ? null : TokensPerSecond.Min();

    public double? Most => TokensPerSecond.IsEmpty ? null : TokensPerSecond.Max();

    /// <summary>A sign for each slice, as high as its speed; a dot where nothing was decoded.</summary>
    public string Sparkline => Most is not { } most || most <= 0 ? "" : string.Concat(TokensPerSecond.Select(speed => speed is { } value
        ? Bars[Math.Clamp((int)(value / most * Bars.Length), 0, Bars.Length - 1)]
        : '·'));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Sparkline} ({Least:0.0} to {Most:0.0} tokens/s, a sign for {Slice.TotalSeconds:0} s)");
}
