using System.Collections.Immutable;
using Samantha.Chains.Diagnostics;

namespace Samantha.Chains.Prompts;

/// <summary>
/// Collects what is doubtful in a prompt list, with line and column, bounded: a list of source code would otherwise give a
/// warning for every bracket.
/// </summary>
internal sealed class PromptFindings(string source, LineMap lines)
{
    private const int WarningsMax = 100;

    private readonly ImmutableArray<Diagnostic>.Builder _found = ImmutableArray.CreateBuilder<Diagnostic>();
    private int _warnings;

    public void Warn(int offset, string message)
    {
        _warnings++;
        if (_warnings <= WarningsMax)
        {
            var (line, column) = lines.At(offset);
            _found.Add(Diagnostic.Warning(source, line, column, message));
        }
    }

    public void Error(int offset, string message)
    {
        var (line, column) = lines.At(offset);
        _found.Add(Diagnostic.Error(source, line, column, message));
    }

    public ImmutableArray<Diagnostic> ToImmutable()
    {
        if (_warnings > WarningsMax)
        {
            _found.Add(Diagnostic.Warning(source, 0, 0, $"There are {_warnings - WarningsMax} more warnings that are "
                + "not shown."));
        }

        return _found.ToImmutable();
    }

    /// <summary>What stands inside an item that looks like syntax but is text there. One warning of each kind per item.</summary>
    public void InspectItem(ReadOnlySpan<char> item, int offset, PromptSyntax syntax)
    {
        InspectBrackets(item, offset, syntax);
        InspectBraces(item, offset);
        InspectSeparators(item, offset);
        InspectIgnoreMarks(item, offset);
        InspectWords(item, offset);
        if (item.Length > PromptListParser.LongPromptCharacters)
        {
            Warn(offset, $"This prompt has {item.Length} characters. It may not fit the context window of a model.");
        }
    }

    private void InspectBrackets(ReadOnlySpan<char> item, int offset, PromptSyntax syntax)
    {
        var escaped = 0;
        var first = item.IndexOfAny('[', ']');
        for (var index = Math.Max(first, 0); first >= 0 && index < item.Length; index++)
        {
            if (item[index] is not ('[' or ']'))
            {
                continue;
            }

            if (PromptSyntax.IsEscaped(item, index))
            {
                escaped += item[index] == '[' ? 1 : 0;
                continue;
            }

            if (item[index] == ']' && escaped > 0)
            {
                // Whoever wrote \[ has said that text is meant, its partner included.
                escaped--;
                continue;
            }

            var partner = syntax.CloseOf(offset + index);
            var isPair = item[index] == '[' && partner > 0 && partner < offset + item.Length;
            Warn(offset + index, isPair
                ? "These brackets are part of the text. [pre-prompt] counts only at the start of the list and "
                    + "[[final prompt]] only as an item of its own. Write \\[ to say that text is meant."
                : $"This bracket has no partner and is part of the text. Write \\{item[index]} to say that text is meant.");
            return;
        }
    }

    private void InspectBraces(ReadOnlySpan<char> item, int offset)
    {
        var first = item.IndexOf('{');
        for (var index = Math.Max(first, 0); first >= 0 && index < item.Length; index++)
        {
            if (item[index] == '{' && !PromptSyntax.IsEscaped(item, index))
            {
                Warn(offset + index, "This brace is part of the text. {hyperparameters} count only at the start of an "
                    + "item and need a closing brace there. Write \\{ to say that text is meant.");
                return;
            }
        }
    }

    private void InspectSeparators(ReadOnlySpan<char> item, int offset)
    {
        var found = PromptSyntax.FirstSeparatorSign(item);
        if (found >= 0)
        {
            Warn(offset + found, "$$$ inside a line separates nothing and is removed. Put it at the end of a line to "
                + "separate prompts, or write \\$$$ to keep it.");
        }
    }

    private void InspectIgnoreMarks(ReadOnlySpan<char> item, int offset)
    {
        for (var index = item.IndexOf('\n'); index >= 0 && index < item.Length;)
        {
            var line = item[(index + 1)..];
            var indent = line.Length - line.TrimStart(" \t").Length;
            if (line[indent..].StartsWith(PromptSyntax.IgnoreMark, StringComparison.Ordinal))
            {
                Warn(offset + index + 1 + indent, "--- in the middle of a prompt is part of the text; only a whole "
                    + "prompt can be ignored.");
                return;
            }

            var next = line.IndexOf('\n');
            index = next < 0 ? -1 : index + 1 + next;
        }
    }

    private void InspectWords(ReadOnlySpan<char> item, int offset)
    {
        foreach (var word in (string[])[PromptTextReader.FullTextWord, PromptTextReader.PartialTextWord])
        {
            var index = item.IndexOf(word, StringComparison.Ordinal);
            if (index >= 0 && PromptTextReader.WordAt(item, index) is null)
            {
                Warn(offset + index, $"{word} is part of a longer word here and stays as it is.");
                return;
            }
        }
    }
}
