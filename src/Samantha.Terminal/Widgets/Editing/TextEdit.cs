namespace Samantha.Terminal.Widgets.Editing;

/// <summary>
/// One change that can be taken back: what stood at a place, what stands there now, and where the cursor was before.
/// </summary>
public sealed record TextEdit(TextPosition Start, string Removed, string Inserted, TextPosition CaretBefore)
{
    public int Chars => Removed.Length + Inserted.Length;

    /// <summary>
    /// This edit and the one that follows it as one, when they are one stroke of typing or of deleting; else null.
    /// </summary>
    public TextEdit? TryJoin(TextEdit next)
    {
        bool oneLine = !Inserted.Contains('\n') && !next.Inserted.Contains('\n')
            && !Removed.Contains('\n') && !next.Removed.Contains('\n') && Start.Line == next.Start.Line;
        if (!oneLine)
        {
            return null;
        }

        if (next.Removed.Length == 0 && Removed.Length == 0 && next.Start.Column == Start.Column + Inserted.Length)
        {
            return this with { Inserted = Inserted + next.Inserted };
        }

        bool bothDelete = Inserted.Length == 0 && next.Inserted.Length == 0;
        if (bothDelete && next.Start.Column + next.Removed.Length == Start.Column)
        {
            return this with { Start = next.Start, Removed = next.Removed + Removed };
        }

        return bothDelete && next.Start == Start ? this with { Removed = Removed + next.Removed } : null;
    }
}
