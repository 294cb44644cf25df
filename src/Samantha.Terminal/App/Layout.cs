using Samantha.Terminal.Cells;

namespace Samantha.Terminal.App;

/// <summary>Divides rectangles into rows and columns without gaps or overlap. Pure.</summary>
public static class Layout
{
    public static Rect[] Rows(Rect area, params ReadOnlySpan<Length> lengths) => throw new NotImplementedException();

    public static Rect[] Columns(Rect area, params ReadOnlySpan<Length> lengths) => throw new NotImplementedException();
}
