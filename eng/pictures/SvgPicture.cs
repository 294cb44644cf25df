using System.Globalization;
using System.Net;
using System.Text;
using Samantha.Terminal.Cells;

namespace Samantha.Pictures;

/// <summary>
/// Makes an SVG of a frame: a window with the frame's text in a fixed-width font, selectable, and its borders as shapes. Needs no
/// font that a reader may not have: every run of text is given its width.
/// </summary>
internal sealed class SvgPicture
{
    private const double CellWidth = 8.4;
    private const double CellHeight = 18;
    private const double Baseline = 13.2;
    private const double Margin = 10;
    private const double BarHeight = 30;
    private const string Fonts = "ui-monospace,'SF Mono','DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace";

    private readonly Frame _frame;
    private readonly string _title;
    private readonly StringBuilder _svg = new();

    private SvgPicture(Frame frame, string title) => (_frame, _title) = (frame, title);

    public static string Of(Frame frame, string title) => new SvgPicture(frame, title).Draw();

    private string Draw()
    {
        double width = (_frame.Width * CellWidth) + (2 * Margin);
        double height = (_frame.Height * CellHeight) + BarHeight + Margin;
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:0.#} {height:0.#}" """);
        Add($"""width="{width:0.#}" height="{height:0.#}" role="img" aria-label="{Escaped(_title)}">""");
        _svg.Append('\n');
        Add($"<title>{Escaped(_title)}</title>");
        Add($$"""<style>text{font:14px {{Fonts}};white-space:pre}.b{font-weight:bold}.i{font-style:italic}</style>""");
        Add($"""<rect x=".5" y=".5" width="{width - 1:0.#}" height="{height - 1:0.#}" rx="9" """);
        Add($"""fill="{Ink.Paper}" stroke="{Ink.WindowEdge}"/>""");
        Add($"""<path d="M1 {BarHeight - 4}V9.5A8.5 8.5 0 0 1 9.5 1H{width - 9.5:0.#}""");
        Add($"""A8.5 8.5 0 0 1 {width - 1:0.#} 9.5V{BarHeight - 4}Z" fill="{Ink.WindowBar}"/>""");
        foreach ((double x, string colour) in new[] { (17.0, "#ff7a85"), (35.0, "#f0c674"), (53.0, "#a3d188") })
        {
            Add($"""<circle cx="{x}" cy="13.5" r="5.5" fill="{colour}"/>""");
        }

        Add($"""<text x="{width / 2:0.#}" y="18" text-anchor="middle" fill="{Ink.Text}">{Escaped(_title)}</text>""");
        Add($"""<g transform="translate({Margin} {BarHeight})">""");
        _svg.Append('\n');
        DrawBackgrounds();
        DrawShapes();
        DrawTexts();
        _svg.Append("</g></svg>\n");
        return _svg.ToString();
    }

    private void DrawBackgrounds()
    {
        for (int y = 0; y < _frame.Height; y++)
        {
            foreach ((int x, int length) in Runs(y, cell => Ink.Background(cell.Style)))
            {
                string colour = Ink.Background(_frame.At(x, y).Style);
                if (colour != Ink.Paper)
                {
                    // A little overlap, so that no seam shows between two rows.
                    Add($"""<rect x="{x * CellWidth:0.#}" y="{y * CellHeight}" width="{length * CellWidth:0.#}" """);
                    Add($"""height="{CellHeight + .4}" fill="{colour}"/>""");
                }
            }
        }

        _svg.Append('\n');
    }

    private void DrawShapes()
    {
        var strokes = new SortedDictionary<string, StringBuilder>(StringComparer.Ordinal);
        for (int y = 0; y < _frame.Height; y++)
        {
            for (int x = 0; x < _frame.Width; x++)
            {
                Cell cell = _frame.At(x, y);
                string colour = Ink.Foreground(cell.Style);
                if (!strokes.TryGetValue(colour, out StringBuilder? path))
                {
                    strokes.Add(colour, path = new StringBuilder());
                }

                if (LineDrawing.Stroke(path, cell.Text, x * CellWidth, y * CellHeight, CellWidth, CellHeight))
                {
                    continue;
                }

                if (LineDrawing.Fill(cell.Text) is { } fill)
                {
                    double top = (y * CellHeight) + (CellHeight * (1 - fill.Height));
                    Add($"""<rect x="{x * CellWidth:0.#}" y="{top:0.#}" width="{CellWidth * fill.Width:0.#}" """);
                    Add($"""height="{CellHeight * fill.Height:0.#}" fill="{colour}"/>""");
                }
            }
        }

        foreach ((string colour, StringBuilder path) in strokes.Where(entry => entry.Value.Length > 0))
        {
            Add($"""<path fill="none" stroke="{colour}" stroke-width="1.2" d="{path}"/>""");
        }

        _svg.Append('\n');
    }

    private void DrawTexts()
    {
        for (int y = 0; y < _frame.Height; y++)
        {
            foreach ((int x, int length) in Runs(y, cell => IsShape(cell.Text) ? null : (object)Look(cell)))
            {
                string text = string.Concat(Enumerable.Range(x, length).Select(column => _frame.At(column, y).Text));
                if (!IsShape(_frame.At(x, y).Text) && text.Trim().Length > 0)
                {
                    DrawText(x, y, text);
                }
            }

            _svg.Append('\n');
        }
    }

    private void DrawText(int x, int y, string text)
    {
        int blanks = text.Length - text.TrimStart(' ').Length;
        string shown = text.Trim(' ');
        int columns = Enumerable.Range(0, _frame.Width - x).Select(i => _frame.At(x + i, y)).Aggregate(
            (Left: text.TrimEnd(' ').Length, Columns: 0),
            (sum, cell) => sum.Left > 0 ? (sum.Left - cell.Text.Length, sum.Columns + 1) : sum).Columns - blanks;
        Style style = _frame.At(x, y).Style;
        TextAttributes attributes = style.Attributes;
        string classes = (attributes.HasFlag(TextAttributes.Bold) ? "b " : "") + (attributes.HasFlag(TextAttributes.Italic) ? "i" : "");
        string lines = (attributes.HasFlag(TextAttributes.Underline) ? "underline " : "")
            + (attributes.HasFlag(TextAttributes.Strike) ? "line-through" : "");
        Add($"""<text x="{(x + blanks) * CellWidth:0.#}" y="{(y * CellHeight) + Baseline:0.#}" """);
        Add($"""textLength="{columns * CellWidth:0.#}" fill="{Ink.Foreground(style)}" """);
        _svg.Append(classes.Length > 0 ? $"""class="{classes.Trim()}" """ : "");
        _svg.Append(lines.Length > 0 ? $"""text-decoration="{lines.Trim()}" """ : "");
        _svg.Append(attributes.HasFlag(TextAttributes.Dim) ? """opacity=".7" """ : "");
        _svg.Length--;
        _svg.Append('>').Append(Escaped(shown)).Append("</text>");
    }

    /// <summary>Neighbours that look the same in some respect, from left to right.</summary>
    private IEnumerable<(int X, int Length)> Runs(int y, Func<Cell, object?> respect)
    {
        int start = 0;
        for (int x = 1; x <= _frame.Width; x++)
        {
            if (x == _frame.Width
                || (_frame.At(x, y).Width > 0 && !Equals(respect(_frame.At(x, y)), respect(_frame.At(start, y)))))
            {
                yield return (start, x - start);
                start = x;
            }
        }
    }

    private static (string Colour, TextAttributes Attributes) Look(Cell cell) =>
        (Ink.Foreground(cell.Style), cell.Style.Attributes);

    private static bool IsShape(string text) =>
        LineDrawing.Fill(text) is not null || LineDrawing.Stroke(new StringBuilder(), text, 0, 0, 1, 1);

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private void Add(FormattableString text) => _svg.Append(FormattableString.Invariant(text));
}
