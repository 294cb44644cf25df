using System.Collections.Immutable;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets.Transcripts;

/// <summary>A line of text ready to be drawn: what it says, and which parts of it have a role other than plain text.</summary>
public sealed record StyledLine(string Text, ImmutableArray<StyledSpan> Spans)
{
    public static StyledLine Plain(string text) => new(text, []);

    public static StyledLine In(ThemeRole role, string text) => new(text, [new StyledSpan(0, text.Length, role)]);
}
