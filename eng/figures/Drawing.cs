using System.Globalization;
using System.Text;

namespace Samantha.Figures;

/// <summary>A picture in the making: texts, bars and lines on a sheet of given width. Colours suit light and dark pages. Pure.</summary>
internal sealed class Drawing(double width)
{
    public const string Ink = "#3b4252";
    public const string Soft = "#7b8494";
    public const string Before = "#b8c4d6";
    public const string After = "#0b7a75";
    public const string Removed = "#d8a0a0";

    private readonly StringBuilder _parts = new();
    private double _height;

    public double Width => width;

    public Drawing Text(
        double x, double y, string text, string colour = Ink, int size = 13, string anchor = "start", bool mono = false, bool struck = false)
    {
        string family = mono ? "ui-monospace,Menlo,Consolas,monospace" : "system-ui,Segoe UI,Helvetica,Arial,sans-serif";
        string line = struck ? " text-decoration=\"line-through\"" : "";
        _parts.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(x)}\" y=\"{N(y)}\" fill=\"{colour}\" font-size=\"{size}\" ")
            .Append(CultureInfo.InvariantCulture, $"font-family=\"{family}\" text-anchor=\"{anchor}\" xml:space=\"preserve\"{line}>")
            .Append(Escaped(text)).Append("</text>\n");
        return Reaching(y + 6);
    }

    public Drawing Bar(double x, double y, double barWidth, double barHeight, string colour)
    {
        _parts.Append(CultureInfo.InvariantCulture,
            $"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(Math.Max(0.5, barWidth))}\" height=\"{N(barHeight)}\" rx=\"1.5\" fill=\"{colour}\"/>\n");
        return Reaching(y + barHeight);
    }

    public Drawing Line(IEnumerable<(double X, double Y)> points, string colour, bool dashed = false)
    {
        string path = string.Join(' ', points.Select(point => $"{N(point.X)},{N(point.Y)}"));
        _parts.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\"")
            .Append(dashed ? " stroke-dasharray=\"5 4\"" : "").Append("/>\n");
        return this;
    }

    public Drawing Reaching(double y)
    {
        _height = Math.Max(_height, y);
        return this;
    }

    public string ToSvg(string title)
    {
        string height = N(_height + 10);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {N(width)} {height}\" width=\"{N(width)}\" height=\"{height}\" role=\"img\">\n"
            + $"<title>{Escaped(title)}</title>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#fbfbf8\"/>\n{_parts}</svg>\n";
    }

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
