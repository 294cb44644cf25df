using Samantha.Terminal.Cells;
using Samantha.Terminal.Tests.Text;

namespace Samantha.Terminal.Tests.Cells;

/// <summary>
/// One random drawing step on a canvas: text, fill, box, restyle, window, cursor. The same seed draws the same.
/// </summary>
internal static class RandomDrawing
{
    public static void Draw(Canvas canvas, Random random)
    {
        var area = new Rect(
            random.Next(-3, canvas.Width + 2), random.Next(-2, canvas.Height + 1), random.Next(20), random.Next(6));
        switch (random.Next(8))
        {
            case 0:
                canvas.Fill(area, AnyStyle(random), random.Next(2) == 0 ? " " : "█");
                break;
            case 1:
                canvas.Box(area, AnyStyle(random), random.Next(2) == 0, RandomText.Next(random, 3));
                break;
            case 2:
                canvas.Restyle(area, style => AnyStyle(random).Over(style));
                break;
            case 3 when canvas.Width > 2:
                Draw(canvas.Window(area), random);
                break;
            case 4:
                canvas.PlaceCursor(area.X, area.Y);
                break;
            default:
                var maxWidth = random.Next(3) == 0 ? area.Width : int.MaxValue;
                canvas.Text(area.X, area.Y, RandomText.Next(random), AnyStyle(random), maxWidth);
                break;
        }
    }

    public static Style AnyStyle(Random random) => new(
        AnyColor(random), AnyColor(random), (TextAttributes)(random.Next(3) == 0 ? random.Next(64) : 0));

    private static Color AnyColor(Random random) => random.Next(4) switch
    {
        0 => Color.Rgb((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)),
        1 => Color.Palette(random.Next(256)),
        2 => Color.Palette(random.Next(16)),
        _ => Color.Default,
    };
}
