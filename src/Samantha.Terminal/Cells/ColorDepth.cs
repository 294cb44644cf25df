namespace Samantha.Terminal.Cells;

/// <summary>How many colours the terminal shows. With <see cref="None"/> only attributes are written.</summary>
public enum ColorDepth
{
    None,
    Ansi16,
    Palette256,
    TrueColor,
}
