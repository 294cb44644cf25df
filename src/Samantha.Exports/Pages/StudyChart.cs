using System.Globalization;
using System.Text;

namespace Samantha.Exports.Pages;

/// <summary>
/// One measure against one setting as a small picture: a point for each response, a line through the means of the values. Drawn
/// as SVG inside the page (whose parser wants names in small letters and elements that are closed); positions are rounded, so that
/// equal sessions are equal bytes. Pure.
/// </summary>
internal static class StudyChart
{
    private const double Width = 240;
    private const double Height = 130;
    private const double Left = 38;
    private const double Right = 10;
    private const double Top = 10;
    private const double Bottom = 24;

    /// <summary>More points are a blot; the line still has all of them.</summary>
    private const int PointsMax = 400;

    /// <summary>A line through more values than this has one response for each and says nothing.</summary>
    private const int LineValuesMax = 40;

    public static string Of(string setting, string measure, IReadOnlyList<(double X, double Y)> points)
    {
        var (minX, maxX) = Range(points.Select(point => point.X));
        var (minY, maxY) = Range(points.Select(point => point.Y));
        double X(double value) => Left + ((value - minX) / (maxX - minX) * (Width - Left - Right));
        double Y(double value) => Height - Bottom - ((value - minY) / (maxY - minY) * (Height - Top - Bottom));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg viewbox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"{measure} against {setting}\">");
        svg.Append(CultureInfo.InvariantCulture,
            $"<path class=\"axis\" d=\"M{N(Left)} {N(Top)}V{N(Height - Bottom)}H{N(Width - Right)}\"></path>");
        Label(svg, Left - 4, Y(maxY) + 4, "end", maxY);
        Label(svg, Left - 4, Y(minY), "end", minY);
        Label(svg, Left, Height - 8, "start", minX);
        Label(svg, Width - Right, Height - 8, "end", maxX);
        foreach (var (x, y) in points.Take(PointsMax))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot\" cx=\"{N(X(x))}\" cy=\"{N(Y(y))}\" r=\"2.5\"></circle>");
        }

        var means = points.GroupBy(point => point.X).OrderBy(group => group.Key)
            .Select(group => (X: group.Key, Y: group.Average(point => point.Y))).ToList();
        if (means.Count is > 1 and <= LineValuesMax && means.Count < points.Count)
        {
            var line = string.Join(' ', means.Select(mean => $"{N(X(mean.X))},{N(Y(mean.Y))}"));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"mean\" points=\"{line}\"></polyline>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static (double Min, double Max) Range(IEnumerable<double> values)
    {
        var all = values.ToList();
        var (min, max) = (all.Min(), all.Max());
        return max > min ? (min, max) : (min - 0.5, max + 0.5);
    }

    private static void Label(StringBuilder svg, double x, double y, string anchor, double value) =>
        svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\">{value.ToString("0.##", CultureInfo.InvariantCulture)}</text>");

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
