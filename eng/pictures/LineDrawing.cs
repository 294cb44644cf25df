using System.Globalization;
using System.Text;

namespace Samantha.Pictures;

/// <summary>
/// Draws borders and bars as shapes: fonts leave gaps between such characters. Writes path data for one cell; anything else is
/// text.
/// </summary>
internal static class LineDrawing
{
    /// <summary>Adds strokes of a border character; false: it is none.</summary>
    public static bool Stroke(StringBuilder path, string text, double x, double y, double width, double height)
    {
        (double mx, double my, double right, double bottom) = (x + (width / 2), y + (height / 2), x + width, y + height);
        switch (text)
        {
            case "─":
                Line(path, x, my, right, my);
                return true;
            case "│":
                Line(path, mx, y, mx, bottom);
                return true;
            case "╭":
                Corner(path, mx, bottom, mx, my, right, my);
                return true;
            case "╮":
                Corner(path, x, my, mx, my, mx, bottom);
                return true;
            case "╰":
                Corner(path, mx, y, mx, my, right, my);
                return true;
            case "╯":
                Corner(path, x, my, mx, my, mx, y);
                return true;
            case "├" or "┤" or "┬" or "┴" or "┼":
                Line(path, text == "├" ? mx : x, my, text == "┤" ? mx : right, my);
                Line(path, mx, text == "┬" ? my : y, mx, text == "┴" ? my : bottom);
                return true;
            default:
                return Double(path, text, x, y, width, height);
        }
    }

    /// <summary>The part of a cell that a block character fills, from its left and bottom edges; null: it is no block.</summary>
    public static (double Width, double Height)? Fill(string text) => text.Length != 1 ? null : text[0] switch
    {
        >= '▁' and <= '█' => (1, (text[0] - '▁' + 1) / 8.0),
        > '█' and <= '▏' => (1 - ((text[0] - '█') / 8.0), 1),
        _ => null,
    };

    private static bool Double(StringBuilder path, string text, double x, double y, double width, double height)
    {
        const double Gap = 1.5;
        (double mx, double my, double right, double bottom) = (x + (width / 2), y + (height / 2), x + width, y + height);
        switch (text)
        {
            case "═":
                Line(path, x, my - Gap, right, my - Gap);
                Line(path, x, my + Gap, right, my + Gap);
                return true;
            case "║":
                Line(path, mx - Gap, y, mx - Gap, bottom);
                Line(path, mx + Gap, y, mx + Gap, bottom);
                return true;
            case "╔" or "╗" or "╚" or "╝":
                (double side, double end) = (text is "╔" or "╚" ? 1 : -1, text is "╔" or "╗" ? 1 : -1);
                foreach (double gap in (ReadOnlySpan<double>)[Gap, -Gap])
                {
                    (double cx, double cy) = (mx - (side * gap), my - (end * gap));
                    Elbow(path, cx, end > 0 ? bottom : y, cx, cy, side > 0 ? right : x, cy);
                }

                return true;
            default:
                return false;
        }
    }

    private static void Line(StringBuilder path, double x1, double y1, double x2, double y2) =>
        path.Append(CultureInfo.InvariantCulture, $"M{x1:0.##} {y1:0.##}")
            .Append(CultureInfo.InvariantCulture, $"{(y1 == y2 ? 'H' : 'V')}{(y1 == y2 ? x2 : y2):0.##}");

    private static void Corner(StringBuilder path, double x1, double y1, double cx, double cy, double x2, double y2) =>
        path.Append(CultureInfo.InvariantCulture, $"M{x1:0.##} {y1:0.##}Q{cx:0.##} {cy:0.##} {x2:0.##} {y2:0.##}");

    private static void Elbow(StringBuilder path, double x1, double y1, double cx, double cy, double x2, double y2) =>
        path.Append(CultureInfo.InvariantCulture, $"M{x1:0.##} {y1:0.##}L{cx:0.##} {cy:0.##} {x2:0.##} {y2:0.##}");
}
