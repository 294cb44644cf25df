namespace Samantha.Hocon.Parsing;

/// <summary>A value as written, before substitutions are resolved. Mutable; lives only while a document is read.</summary>
internal abstract class Draft(HoconPosition position)
{
    public HoconPosition Position { get; } = position;
}

internal sealed class ObjectDraft(HoconPosition position) : Draft(position)
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    public List<KeyValuePair<string, Draft>> Members { get; } = [];

    public Draft? Find(string key) => _indexes.TryGetValue(key, out var index) ? Members[index].Value : null;

    public void Set(string key, Draft value)
    {
        if (_indexes.TryGetValue(key, out var index))
        {
            Members[index] = new(key, value);
            return;
        }

        _indexes.Add(key, Members.Count);
        Members.Add(new(key, value));
    }
}

internal sealed class ArrayDraft(HoconPosition position, List<Draft> items) : Draft(position)
{
    public List<Draft> Items { get; } = items;
}

/// <summary>A text in pieces: literal characters and substitutions, as they stand beside each other on the line.</summary>
internal sealed class TextDraft(HoconPosition position, List<TextPiece> pieces, bool wasQuoted) : Draft(position)
{
    public List<TextPiece> Pieces { get; } = pieces;

    public bool WasQuoted { get; } = wasQuoted;

    public bool HasSubstitution => Pieces.Exists(static piece => piece.IsSubstitution);
}

/// <summary><see cref="Text"/> is the characters themselves, or the path of a substitution.</summary>
internal readonly record struct TextPiece(HoconPosition Position, string Text, bool IsSubstitution);
