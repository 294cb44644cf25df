using Samantha.Chains.Text;

namespace Samantha.Host.Terminal;

/// <summary>
/// A table as aligned columns, one line per row, for people and for tools that cut columns. Every cell passes the line sanitiser,
/// so text from outside may be put in as it is. Last columns are cut when the terminal is too narrow; piped text is never cut.
/// </summary>
internal sealed class TextTable
{
    private const string Gap = "  ";

    private readonly Column[] _columns;
    private readonly List<string[]> _rows = [];

    /// <param name="headings">A heading that starts with '&gt;' makes its column right-aligned.</param>
    public TextTable(params string[] headings) =>
        _columns = [.. headings.Select(heading => new Column(heading.TrimStart('>'), IsRight: heading.StartsWith('>')))];

    public bool IsEmpty => _rows.Count == 0;

    public void Add(params string?[] cells)
    {
        if (cells.Length != _columns.Length)
        {
            throw new ArgumentException($"A row has {_columns.Length} cells, not {cells.Length}.", nameof(cells));
        }

        _rows.Add([.. cells.Select(cell => TerminalSanitizer.SanitizeLine(cell ?? ""))]);
    }

    public void WriteTo(HostConsole console, string indent = "")
    {
        int[] widths = [.. _columns.Select((column, i) =>
            Math.Max(CellWidth.Of(column.Heading), _rows.Count == 0 ? 0 : _rows.Max(row => CellWidth.Of(row[i]))))];
        int columns = console.Facts.OutIsTerminal ? console.Facts.Columns() : int.MaxValue;
        console.Out.WriteLine(
            console.OutInk.Bold(CellWidth.Cut(Line([.. _columns.Select(c => c.Heading)], widths, indent), columns)));
        foreach (string[] row in _rows)
        {
            console.Out.WriteLine(CellWidth.Cut(Line(row, widths, indent), columns));
        }
    }

    private string Line(string[] cells, int[] widths, string indent) =>
        (indent + string.Join(Gap, cells.Select((cell, i) => _columns[i].IsRight
            ? CellWidth.PadLeft(cell, widths[i])
            : CellWidth.PadRight(cell, widths[i])))).TrimEnd();

    private sealed record Column(string Heading, bool IsRight);
}
