using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets.Transcripts;

/// <summary>So many characters of a line, from an offset, in one role of the theme.</summary>
public readonly record struct StyledSpan(int Start, int Length, ThemeRole Role)
{
    public int End => Start + Length;
}
