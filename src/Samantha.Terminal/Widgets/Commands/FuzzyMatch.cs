using System.Collections.Immutable;

namespace Samantha.Terminal.Widgets.Commands;

/// <summary>
/// A match: the higher the score the better; the offsets of the matched characters in the text, for highlighting.
/// </summary>
public sealed record FuzzyMatch(int Score, ImmutableArray<int> Positions);
