using System.Collections.Immutable;
using Samantha.Chains.Prompts;
using Samantha.Hocon;

namespace Samantha.Chains.ChainFiles;

/// <summary>Finds the written texts, references and comments in the text of a chain file that the reader has accepted.</summary>
internal sealed class ChainDocumentReader(string hoconText)
{
    private static readonly string[] s_references =
        ["system-prompt-file", "previous-response-file", "prompts-file", "prompts-pdf", "pdf"];

    private readonly string[] _lines = hoconText.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');

    public ChainDocument Read(ChainDefinition chain)
    {
        var document = new ChainDocument { Chain = chain };
        if (HoconDocument.Parse(hoconText, "").Members.FirstOrDefault(member => member.Key == "chain").Value
            is not HoconObject block)
        {
            return document;
        }

        var texts = new ChainFileTexts(new ChainFileValues(""), hoconText, "", ChainFileSources.TextOnly(
            name => FileText.Failed(name, "")));
        var comments = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var references = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (written, value) in block.Members)
        {
            var key = written.Replace('_', '-');
            if (CommentAbove(value.Position.Line) is { } comment)
            {
                comments[key == "seed" ? "hyperparameters" : key] = comment;
            }

            if (s_references.Contains(key))
            {
                references[key] = HoconText.Of(value);
            }

            document = (key, value) switch
            {
                ("system-prompt", HoconScalar text) => document with { SystemPrompt = texts.Plain(text) },
                ("previous-response", HoconScalar text) => document with { PreviousResponse = texts.Plain(text) },
                ("prompts", HoconScalar text) => document with { Prompts = ChainDocument.TextOf(texts.Plain(text)) },
                ("prompts", HoconArray list) => document with
                {
                    Prompts = PromptListWriter.Write(chain.Prompts),
                    PromptTexts = [.. list.Items.OfType<HoconScalar>().Select(texts.Plain)],
                },
                _ => document,
            };
        }

        var header = Header(block.Position.Line);
        var kept = header.Split('\n').Count(IsComment) + comments.Values.Sum(text => text.Split('\n').Length);
        return document with
        {
            Header = header,
            Comments = comments.ToImmutable(),
            References = references.ToImmutable(),
            HasModels = block.TryGetMember("models", out _),
            LosesComments = CommentLines() > kept,
        };
    }

    private static bool IsComment(string line)
    {
        var start = line.AsSpan().TrimStart();
        return start.StartsWith("#", StringComparison.Ordinal) || start.StartsWith("//", StringComparison.Ordinal);
    }

    private string Header(int blockLine)
    {
        var lines = _lines.Take(blockLine - 1).ToList();
        return lines.All(line => string.IsNullOrWhiteSpace(line) || IsComment(line))
            ? string.Join('\n', lines.Select(line => line.TrimEnd())).Trim('\n', '\uFEFF')
            : "";
    }

    private string? CommentAbove(int valueLine)
    {
        var last = valueLine - 2;
        var first = last;
        while (first >= 0 && first < _lines.Length && IsComment(_lines[first]))
        {
            first--;
        }

        return first == last ? null : string.Join('\n', _lines[(first + 1)..(last + 1)].Select(line => line.Trim()));
    }

    // Lines in triple quotes are texts, whatever they begin with.
    private int CommentLines()
    {
        var count = 0;
        var isText = false;
        foreach (var line in _lines)
        {
            count += !isText && IsComment(line) ? 1 : 0;
            var quotes = line.Split("\"\"\"").Length - 1;
            isText ^= quotes % 2 == 1 && (isText || !IsComment(line));
        }

        return count;
    }
}
