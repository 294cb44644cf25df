namespace Samantha.Terminal.App;

/// <summary>How long one part of a layout wants to be: fixed cells, or a share of what is left, with a least length.</summary>
public readonly record struct Length(int Cells, double Share, int Least)
{
    public static Length Fixed(int cells) => new(Math.Max(0, cells), 0, 0);

    public static Length Star(double share = 1, int least = 0) => new(0, share, least);
}
