using System.Collections.Immutable;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;
using Samantha.Chains.Text;
using Samantha.Hocon;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// Reads the long texts of a chain: prompts, system prompt and previous response, written in the file or in files of their own.
/// </summary>
internal sealed class ChainFileTexts(ChainFileValues values, string hoconText, string source, ChainFileSources sources)
{
    /// <summary>A longer note is a text of its own.</summary>
    private const int NoteCharactersMax = 4000;

    private const string TripleQuotes = "\"\"\"";

    private static readonly string[] s_fileKeys = ["file", "encoding"];

    /// <summary>A text in the prompt-list syntax, or a list of texts that are prompts as they stand.</summary>
    public PromptList? Prompts(HoconNode node)
    {
        PromptList list;
        switch (node)
        {
            case HoconScalar scalar:
                var (text, origin) = Block(scalar);
                list = PromptListParser.Parse(text, source, origin);
                break;
            case HoconArray array:
                var texts = array.Items
                    .Select(item => values.Scalar(item, "a prompt", "a text")).OfType<HoconScalar>()
                    .Select(item => Trimmed(Block(item).Text));
                list = PromptList.Literal(texts, source);
                var at = node.Position;
                var placed = list.Diagnostics.Select(found => found with { Line = at.Line, Column = at.Column });
                list = list with { Diagnostics = [.. placed] };
                break;
            default:
                values.Error(node, $"prompts must be a text or a list of texts, but {node.Kind} was found.");
                return null;
        }

        return Report(list);
    }

    /// <summary>A list of texts, or one text with $$$ on a line of its own behind each.</summary>
    public ImmutableArray<string> Notes(HoconNode node)
    {
        const string Allowed = "a list of texts, or one text with $$$ between them";
        var notes = node is HoconArray list
            ? list.Items.Select(item => values.Scalar(item, "notes", Allowed)).OfType<HoconScalar>().Select(Plain).ToList()
            : values.Scalar(node, "notes", Allowed) is { } scalar ? Between(Plain(scalar)) : [];
        if (notes.Exists(note => note.Length > NoteCharactersMax))
        {
            values.Error(node, $"A note has {notes.Max(note => note.Length)} characters; {NoteCharactersMax} are allowed.");
        }

        return [.. notes];
    }

    // The last mark ends the last note; there is no empty one behind it.
    private static List<string> Between(string text)
    {
        var notes = new List<string> { "" };
        foreach (var line in text.Split('\n'))
        {
            if (line.Trim() == "$$$")
            {
                notes.Add("");
            }
            else
            {
                notes[^1] += (notes[^1].Length > 0 ? "\n" : "") + line.TrimEnd();
            }
        }

        if (notes[^1].Trim().Length == 0)
        {
            notes.RemoveAt(notes.Count - 1);
        }

        return [.. notes.Select(note => note.Trim())];
    }

    public PromptList? PromptsFile(HoconNode node) =>
        Read(node, "prompts-file") is { } file ? Report(PromptListParser.Parse(file.Text!, file.Source)) : null;

    public string? Field(HoconNode node, string key)
    {
        if (values.Scalar(node, key, "a text") is not { } scalar)
        {
            return null;
        }

        return Resolve(node, key, Trimmed(Block(scalar).Text));
    }

    public string? FieldFile(HoconNode node, string key) =>
        Read(node, key) is { } file ? Resolve(node, key, file.Text!.TrimEnd('\r', '\n').TrimStart('\uFEFF')) : null;

    private string Resolve(HoconNode node, string key, string text)
    {
        if (text.Length > PromptListParser.TextCharactersMax)
        {
            values.Error(node, $"{key} has {text.Length} characters; {PromptListParser.TextCharactersMax} are allowed.");
            return "";
        }

        var (resolved, left) = FieldText.Resolve(text);
        if (left > 0)
        {
            values.Warn(node, $"{key} has $$$ in it, so it is a list of which the first part is used; {left} more "
                + $"{(left == 1 ? "part is" : "parts are")} left out. Write \\$$$ to say that text is meant.");
        }

        return resolved;
    }

    /// <summary>A text of a setting without the indentation of its block.</summary>
    public string Plain(HoconScalar scalar) => Trimmed(Block(scalar).Text);

    private FileText? Read(HoconNode node, string key)
    {
        var (name, encoding) = node is HoconObject block ? Declared(block, key) : (node, TextFileEncoding.Auto);
        if (name is null || values.Scalar(name, key, "the name of a text file") is not { } scalar)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(scalar.Text))
        {
            values.Error(scalar, $"{key} must be the name of a text file, but the text is empty.");
            return null;
        }

        var file = sources.ReadText(scalar.Text, encoding);
        if (file.Text is not null)
        {
            return file;
        }

        values.Error(scalar, $"{key} '{HyperparameterTable.Shorten(scalar.Text)}' cannot be read: {file.Problem}");
        return null;
    }

    // { file = "old.txt", encoding = latin-1 }
    private (HoconNode? Name, TextFileEncoding Encoding) Declared(HoconObject block, string key)
    {
        HoconNode? name = null;
        var encoding = TextFileEncoding.Auto;
        foreach (var (member, value) in values.Members(block))
        {
            switch (member)
            {
                case "file":
                    name = value;
                    break;
                case "encoding":
                    encoding = values.Choice(value, member, encoding,
                        ("auto", TextFileEncoding.Auto), ("utf-8", TextFileEncoding.Utf8),
                        ("utf-16", TextFileEncoding.Utf16LittleEndian), ("utf-16le", TextFileEncoding.Utf16LittleEndian),
                        ("utf-16be", TextFileEncoding.Utf16BigEndian), ("latin-1", TextFileEncoding.Latin1),
                        ("windows-1252", TextFileEncoding.Latin1));
                    break;
                default:
                    values.UnknownKey(value, member, key, s_fileKeys);
                    break;
            }
        }

        if (name is null)
        {
            values.Error(block, $"{key} has no file = \"…\" that says which file it is.");
        }

        return (name, encoding);
    }

    private PromptList Report(PromptList list)
    {
        // Wrong braces spoil their own prompt only; without any prompt there is nothing to run.
        foreach (var found in list.Diagnostics)
        {
            values.Add(found, isFatal: list.Items.IsEmpty);
        }

        return list;
    }

    private static string Trimmed(string text) =>
        text.StartsWith('\n') || text.StartsWith("\r\n", StringComparison.Ordinal) ? text.Trim() : text;

    /// <summary>
    /// The text without the indentation of its block, and where it stands: only a text in triple quotes is the same in the file.
    /// </summary>
    private (string Text, TextOrigin Origin) Block(HoconScalar scalar)
    {
        var position = scalar.Position;
        var fixedOrigin = new TextOrigin(position.Line, position.Column, IsFixed: true);
        var offset = OffsetOf(position);
        if (offset < 0 || !hoconText.AsSpan(offset).StartsWith(TripleQuotes, StringComparison.Ordinal)
            || !hoconText.AsSpan(offset + TripleQuotes.Length).StartsWith(scalar.Text, StringComparison.Ordinal))
        {
            return (scalar.Text, fixedOrigin);
        }

        var (text, indent) = IndentedText.Remove(scalar.Text);
        return (text, new TextOrigin(position.Line, position.Column + TripleQuotes.Length, indent));
    }

    private int OffsetOf(HoconPosition position)
    {
        var offset = hoconText.StartsWith('\uFEFF') && position.Line == 1 ? 1 : 0;
        for (var line = 1; line < position.Line; line++)
        {
            offset = hoconText.IndexOf('\n', offset) + 1;
            if (offset == 0)
            {
                return -1;
            }
        }

        offset += position.Column - 1;
        return offset < hoconText.Length ? offset : -1;
    }
}
