using System.Collections.Immutable;

namespace Samantha.Tui.Sessions.Comparing;

/// <summary>
/// What two texts have in common, word by word. The pieces in order, without the added ones, are the first text; without the
/// removed ones, the second. IsExact is false when the texts differ so much that their middle was not compared word by word.
/// </summary>
public sealed record WordDifference(ImmutableArray<DiffPiece> Pieces, bool IsExact)
{
    public string First => string.Concat(Pieces.Where(piece => piece.Kind != DiffKind.Added).Select(piece => piece.Text));

    public string Second => string.Concat(Pieces.Where(piece => piece.Kind != DiffKind.Removed).Select(piece => piece.Text));

    /// <summary>Words (not blanks) of the first text that the second does not have.</summary>
    public int RemovedWords => CountOf(DiffKind.Removed);

    public int AddedWords => CountOf(DiffKind.Added);

    public int CommonWords => CountOf(DiffKind.Both);

    private int CountOf(DiffKind kind) => Pieces
        .Where(piece => piece.Kind == kind)
        .Sum(piece => WordDiff.Split(piece.Text).Count(token => !string.IsNullOrWhiteSpace(token)));
}
