using System.Globalization;

namespace Samantha.Bench;

/// <summary>A table of results in plain text: a title, columns that line up, and the figures that benchmarks report.</summary>
internal sealed class BenchReport
{
    private readonly string _title;
    private readonly List<string[]> _rows = [];

    public BenchReport(string title, string[] columns)
    {
        _title = title;
        _rows.Add(columns);
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>
    /// A row that compares us with a peer: case, both medians with the best and the number of samples, ratio of the medians.
    /// </summary>
    public static string[] Comparison(string name, IReadOnlyCollection<double> ours, IReadOnlyCollection<double> theirs) =>
    [
        name,
        Figure(ours),
        Figure(theirs),
        ours.Count == 0 || theirs.Count == 0
            ? "-"
            : (Median(ours) / Median(theirs)).ToString("F2", CultureInfo.InvariantCulture),
    ];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(TextWriter output)
    {
        int columns = _rows.Max(row => row.Length);
        int[] widths = [.. Enumerable.Range(0, columns).Select(column =>
            _rows.Max(row => column < row.Length ? row[column].Length : 0))];
        output.WriteLine(_title);
        foreach (string[] row in _rows)
        {
            // Names to the left, figures to the right.
            IEnumerable<string> cells = row.Select((cell, column) =>
                column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    /// <summary>Median, best and number of samples.</summary>
    public static string Figure(IReadOnlyCollection<double> values) => values.Count == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{Median(values):F1} (best {values.Max():F1}, n {values.Count})");
}
