namespace Samantha.Terminal.Widgets.Editing;

/// <summary>Two places in order; the text between them. <see cref="Between"/> orders any two places.</summary>
public readonly record struct TextRange(TextPosition Start, TextPosition End)
{
    public bool IsEmpty => Start == End;

    public static TextRange Between(TextPosition one, TextPosition other) =>
        new(TextPosition.Min(one, other), TextPosition.Max(one, other));

    public bool Contains(TextPosition position) => position >= Start && position < End;
}
