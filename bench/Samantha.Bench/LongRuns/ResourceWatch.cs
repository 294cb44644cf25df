using System.Diagnostics;
using System.Globalization;

namespace Samantha.Bench.LongRuns;

/// <summary>
/// Follows the resources of a process over a long run and compares the time after warming up with the end: medians, because a
/// collection makes teeth.
/// </summary>
internal sealed class ResourceWatch(int processId)
{
    private const double DriftPercentMax = 2;

    /// <summary>A handle or thread of the pool comes and goes.</summary>
    private const double CountsMax = 3;

    private const int Tenths = 10;

    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(100);

    private readonly List<(long Step, Resources Held)> _samples = [];
    private long _lastLook;
    private long _steps;

    public void After(long step)
    {
        _steps = step;
        if (_lastLook != 0 && Stopwatch.GetElapsedTime(_lastLook) < s_every)
        {
            return;
        }

        _lastLook = Stopwatch.GetTimestamp();
        if (Resources.Of(processId) is { } held)
        {
            _samples.Add((step, held));
        }
    }

    /// <summary>From the third tenth of the run to the last one; what is before is warming up.</summary>
    public bool IsFlat => Drift(r => r.ResidentBytes) < DriftPercentMax
        && Growth(r => r.Handles) <= CountsMax && Growth(r => r.Threads) <= CountsMax;

    public void Report(string title, TextWriter output)
    {
        var report = new BenchReport(title, ["steps until", "MB", "handles", "threads"]);
        for (int tenth = 0; tenth < Tenths; tenth++)
        {
            report.Add(
                $"{(tenth + 1) * _steps / Tenths}",
                (In(tenth, r => r.ResidentBytes) / 1e6).ToString("F1", CultureInfo.InvariantCulture),
                In(tenth, r => r.Handles).ToString("F0", CultureInfo.InvariantCulture),
                In(tenth, r => r.Threads).ToString("F0", CultureInfo.InvariantCulture));
        }

        report.Write(output);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"from the third tenth to the last: resident memory {Drift(r => r.ResidentBytes):+0.0;-0.0} %, handles "
            + $"{Growth(r => r.Handles):+0;-0;0}, threads {Growth(r => r.Threads):+0;-0;0}: {(IsFlat ? "flat" : "NOT FLAT")}"));
    }

    private double Drift(Func<Resources, double> figure) => ((In(Tenths - 1, figure) / In(2, figure)) - 1) * 100;

    private double Growth(Func<Resources, double> figure) => In(Tenths - 1, figure) - In(2, figure);

    private double In(int tenth, Func<Resources, double> figure) => BenchReport.Median(_samples
        .Where(s => s.Step > tenth * _steps / Tenths && s.Step <= (tenth + 1) * _steps / Tenths).Select(s => figure(s.Held)));
}
