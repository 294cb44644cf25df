using System.Globalization;

namespace Samantha.Bench.Interrupting;

/// <summary>Times in milliseconds, and whether they hold an aim.</summary>
internal sealed class Percentiles(string name, double aimMs)
{
    private readonly List<double> _ms = [];

    /// <summary>The aim is held by 99 of 100; of fewer samples, by all.</summary>
    public bool Holds => _ms.Count > 0 && At(0.99) <= aimMs;

    public void Add(double ms) => _ms.Add(ms);

    public string[] Row()
    {
        return _ms.Count == 0
            ? [name, "-", "-", "-", "0", Text(aimMs), "NO SAMPLES"]
            : [name, Text(At(0.5)), Text(At(0.99)), Text(_ms.Max()), Text(_ms.Count), Text(aimMs), Holds ? "held" : "MISSED"];

        static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
    }

    private double At(double share)
    {
        double[] sorted = [.. _ms.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
