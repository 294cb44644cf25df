namespace Samantha.Hocon.Parsing;

/// <summary>
/// Objects, keys, lists and separators: text to drafts. Values that are texts are read by <see cref="HoconTextParser"/>.
/// </summary>
internal sealed class HoconParser
{
    private readonly HoconCursor _cursor;
    private readonly HoconTextParser _texts;

    public HoconParser(string text, string sourceName)
    {
        _cursor = new HoconCursor(text, sourceName);
        _texts = new HoconTextParser(_cursor);
    }

    public ObjectDraft ParseDocument()
    {
        var root = new ObjectDraft(_cursor.Position);
        _cursor.SkipBlank();
        if (_cursor.Peek != '{')
        {
            ParseMembers(root, depth: 1, opening: null);
            return root;
        }

        ParseBlock(root, depth: 1);
        _cursor.SkipBlank();
        return _cursor.AtEnd ? root
            : throw Refuse($"unexpected {_cursor.Describe()} after the brace that closes the file's object");
    }

    private void ParseBlock(ObjectDraft target, int depth)
    {
        var opening = _cursor.Position;
        CheckDepth(depth, opening);
        _cursor.Advance();
        ParseMembers(target, depth, opening);
    }

    private void ParseMembers(ObjectDraft target, int depth, HoconPosition? opening)
    {
        while (true)
        {
            _cursor.SkipBlank();
            if (_cursor.AtEnd)
            {
                if (opening is { } unclosed)
                {
                    throw new HoconException(unclosed, "this brace is never closed: add '}'");
                }

                return;
            }

            if (_cursor.Peek == '}')
            {
                if (opening is null)
                {
                    throw Refuse("a closing brace without an opening one: remove it, or add '{' before");
                }

                _cursor.Advance();
                return;
            }

            ParseMember(target, depth);
            ParseMemberEnd(opening is not null);
        }
    }

    private void ParseMemberEnd(bool insideBraces)
    {
        _cursor.SkipSpaces();
        if (_cursor.AtComment || _cursor.AtLineEnd || (insideBraces && _cursor.Peek == '}'))
        {
            return;
        }

        if (_cursor.Peek != ',')
        {
            throw Refuse($"unexpected {_cursor.Describe()} after the value: end it with a new line or a comma"
                + " (blocks and lists can not be joined with anything)");
        }

        _cursor.Advance();
        _cursor.SkipBlank();
        if (_cursor.AtEnd || _cursor.Peek is '}' or ',')
        {
            throw Refuse($"a comma must be followed by another key, but here is {_cursor.Describe()}: remove the comma");
        }
    }

    private void ParseMember(ObjectDraft target, int depth)
    {
        var keys = ParseKey();
        var (last, lastPosition) = keys[^1];
        CheckDepth(depth + keys.Count - 1, lastPosition);
        foreach (var (key, position) in keys[..^1])
        {
            target = Descend(target, key, position);
        }

        _cursor.SkipSpaces();
        if (_cursor.LooksAt("+="))
        {
            throw Refuse("'+=' is not supported: write the whole list with '='");
        }

        if (_cursor.Peek is '=' or ':')
        {
            _cursor.Advance();
            _cursor.SkipSpaces();
        }
        else if (_cursor.Peek != '{')
        {
            throw Refuse($"expected '=', ':' or '{{' after the key '{last}', but here is {_cursor.Describe()}");
        }

        if (_cursor.Peek == '{')
        {
            ParseBlock(Descend(target, last, lastPosition), depth + keys.Count);
            return;
        }

        var value = ParseTextOrList(depth + keys.Count);
        if (target.Find(last) is ObjectDraft && value is TextDraft { HasSubstitution: true })
        {
            throw new HoconException(value.Position,
                $"'{last}' already has a block; a substitution can not be joined with it: give the key one value only");
        }

        target.Set(last, value);
    }

    private static ObjectDraft Descend(ObjectDraft parent, string key, HoconPosition position)
    {
        switch (parent.Find(key))
        {
            case ObjectDraft existing:
                return existing;
            case TextDraft { HasSubstitution: true }:
                throw new HoconException(position,
                    $"'{key}' already has a substitution; a block can not be joined with it: give the key one value only");
            default:
                var created = new ObjectDraft(position);
                parent.Set(key, created);
                return created;
        }
    }

    private List<(string Key, HoconPosition Position)> ParseKey()
    {
        var keys = new List<(string Key, HoconPosition Position)>();
        while (true)
        {
            var position = _cursor.Position;
            var quoted = _cursor.Peek == '"';
            var key = quoted ? _texts.ParseQuoted() : _cursor.ReadWhile(HoconPath.IsPlainKeyCharacter);
            if (key.Length == 0)
            {
                throw new HoconException(position, quoted
                    ? "a key may not be empty"
                    : $"expected a key, but here is {_cursor.Describe()}: a key is made of ASCII letters, digits, '-' and '_';"
                        + " put any other key in double quotes");
            }

            keys.Add((key, position));
            if (_cursor.Peek == '.')
            {
                _cursor.Advance();
                continue;
            }

            if (keys.Count == 1 && !quoted && key == "include")
            {
                RefuseInclude(position);
            }

            return keys;
        }
    }

    private void RefuseInclude(HoconPosition position)
    {
        _cursor.SkipSpaces();
        if (_cursor.Peek is not ('=' or ':' or '{' or '+'))
        {
            throw new HoconException(position, "include is not supported: put everything into one file");
        }
    }

    private Draft ParseTextOrList(int depth) => _cursor.Peek == '[' ? ParseList(depth) : _texts.ParseText();

    private ArrayDraft ParseList(int depth)
    {
        var opening = _cursor.Position;
        CheckDepth(depth, opening);
        _cursor.Advance();
        _cursor.SkipBlank();
        var items = new List<Draft>();
        while (_cursor.Peek != ']' || items.Count > 0)
        {
            CheckListOpen(opening);
            items.Add(ParseItem(depth + 1));
            _cursor.SkipBlank();
            CheckListOpen(opening);
            if (_cursor.Peek == ']')
            {
                break;
            }

            if (_cursor.Peek != ',')
            {
                throw Refuse($"unexpected {_cursor.Describe()} in a list: put a comma between its items and ']' behind the last");
            }

            _cursor.Advance();
            _cursor.SkipBlank();
            if (_cursor.Peek is ']' or ',')
            {
                throw Refuse($"a comma must be followed by another item, but here is {_cursor.Describe()}: remove the comma");
            }
        }

        _cursor.Advance();
        return new ArrayDraft(opening, items);
    }

    private Draft ParseItem(int depth)
    {
        if (_cursor.Peek != '{')
        {
            return ParseTextOrList(depth);
        }

        var item = new ObjectDraft(_cursor.Position);
        ParseBlock(item, depth);
        return item;
    }

    private void CheckListOpen(HoconPosition opening)
    {
        if (_cursor.AtEnd)
        {
            throw new HoconException(opening, "this bracket is never closed: add ']'");
        }
    }

    private static void CheckDepth(int depth, HoconPosition position)
    {
        if (depth > HoconLimits.DepthMax)
        {
            throw new HoconException(position, $"nested more than {HoconLimits.DepthMax} deep");
        }
    }

    private HoconException Refuse(string problem) => new(_cursor.Position, problem);
}
