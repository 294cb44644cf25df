using System.Collections.Immutable;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Settings;
using Samantha.Chains.Text;

namespace Samantha.Chains.Prompts;

/// <summary>
/// Reads a prompt list in the original's syntax with the repaired rules: [pre-prompt] at the very start, [[final prompt]] and
/// {hyperparameters} at the start of items, --- to ignore one, $$$ or line ends between them, a backslash to mean text. Linear
/// in the length of the text; never throws for what a user wrote.
/// </summary>
public static class PromptListParser
{
    /// <summary>A larger text is a document, not a prompt list; no model of today could read it.</summary>
    public const int TextCharactersMax = 10 * 1024 * 1024;

    /// <summary>From here on a prompt is doubtful: it is some 25,000 tokens.</summary>
    public const int LongPromptCharacters = 100_000;

    public static PromptList Parse(string text, string source, TextOrigin? origin = null)
    {
        if (text.Length > TextCharactersMax)
        {
            return Failed(source, $"The prompt list has {text.Length} characters; {TextCharactersMax} are allowed. "
                + "Split it into several files.");
        }

        // Line ends of every system become \n before anything is looked at.
        var normal = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var lines = new LineMap(normal, origin ?? TextOrigin.FileStart);
        var findings = new PromptFindings(source, lines);
        return new Run(Clean(normal, findings), findings, lines).Parse(source);
    }

    private static PromptList Failed(string source, string message) => new([], [Diagnostic.Error(source, 0, 0, message)]);

    private static string Clean(string text, PromptFindings findings)
    {
        var clean = text;
        var lone = TextRepair.FirstLoneSurrogate(clean);
        if (lone >= 0)
        {
            findings.Warn(lone, "This is half a character (a lone surrogate). It is replaced by U+FFFD.");
            clean = TextRepair.ReplaceLoneSurrogates(clean);
        }

        var nul = clean.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
        {
            findings.Warn(nul, "The text contains the character NUL. It is sent as it is; a text file has none.");
        }

        // A byte order mark would hide a bracket at the start; a space in its place keeps every offset where it was.
        return clean.StartsWith('\uFEFF') ? " " + clean[1..] : clean;
    }

    /// <summary>The pre-prompt: what goes in front of every prompt, and the hyperparameters that hold for all of them.</summary>
    private sealed record PrePrompt(ImmutableArray<PromptPart> Parts, HyperparameterOverrides Overrides, string? Problem);

    /// <summary>The state of one reading.</summary>
    private sealed class Run(string text, PromptFindings findings, LineMap lines)
    {
        private readonly PromptSyntax _syntax = new(text);
        private readonly ImmutableArray<PromptItem>.Builder _items = ImmutableArray.CreateBuilder<PromptItem>();
        private readonly ImmutableArray<IgnoredPrompt>.Builder _ignored = ImmutableArray.CreateBuilder<IgnoredPrompt>();
        private PrePrompt _pre = new([], HyperparameterOverrides.None, null);
        private PromptItem? _final;
        private bool _isTooMany;

        public PromptList Parse(string source)
        {
            var start = ReadPrePrompt();
            if (UsesSeparators(start))
            {
                ReadSeparated(start);
            }
            else
            {
                ReadLines(start);
            }

            if (_isTooMany)
            {
                return Failed(source, $"There are more than {PromptList.ItemsMax} prompts. "
                    + "Put $$$ on a line of its own between prompts of several lines, or split the list into several files.");
            }

            if (_items.Count == 0)
            {
                findings.Warn(0, $"The list has no prompt. The single prompt {PromptList.FallbackText} is sent instead"
                    + (_pre.Parts.IsEmpty ? "." : ", without the pre-prompt."));
                _items.Add(PromptList.Fallback());
            }

            if (_final is not null)
            {
                _items.Add(_final with { Number = _items.Count + 1 });
            }

            return new PromptList(_items.ToImmutable(), findings.ToImmutable())
            {
                PrePrompt = string.Concat(_pre.Parts.Select(part => part.Text)),
                Ignored = _ignored.ToImmutable(),
            };
        }

        private int ReadPrePrompt()
        {
            var start = _syntax.SkipSpace(0);
            if (!_syntax.IsAt(start, '[') || (start + 1 < text.Length && text[start + 1] == '['))
            {
                return 0;
            }

            var close = _syntax.CloseOf(start);
            if (close < 0)
            {
                return 0;
            }

            var (overrides, problem, bodyStart) = ReadBraces(start + 1, close);
            var parts = PromptTextReader.Read(text.AsSpan(bodyStart, close - bodyStart), newlinesToSpaces: true);
            if (PromptSyntax.FirstSeparatorSign(text.AsSpan(bodyStart, close - bodyStart)) is >= 0 and var sign)
            {
                findings.Warn(bodyStart + sign, "$$$ inside the pre-prompt is removed. Write \\$$$ to keep it.");
            }

            _pre = new PrePrompt(parts, overrides, problem);
            return close + 1;
        }

        // $$$ in the pre-prompt and in final prompts does not decide: they are taken out before the list is split.
        private bool UsesSeparators(int start)
        {
            var first = text.IndexOf(PromptSyntax.Separator, start, StringComparison.Ordinal);
            for (var index = start; first >= 0 && index < text.Length;)
            {
                if (_syntax.IsFinalAt(_syntax.SkipBlanks(index), out var end))
                {
                    index = end;
                    continue;
                }

                var newline = text.IndexOf('\n', index);
                var lineEnd = newline < 0 ? text.Length : newline;
                if (PromptSyntax.FirstSeparatorSign(text.AsSpan(index, lineEnd - index)) >= 0)
                {
                    return true;
                }

                index = lineEnd + 1;
            }

            return false;
        }

        private void ReadLines(int start)
        {
            for (var index = start; index < text.Length && !_isTooMany;)
            {
                var first = _syntax.SkipSpace(index);
                if (_syntax.IsFinalAt(first, out var end))
                {
                    ReadFinal(first, end);
                    index = end;
                    continue;
                }

                var newline = first < text.Length ? text.IndexOf('\n', first) : -1;
                var lineEnd = newline < 0 ? text.Length : newline;
                ReadItem(first, lineEnd);
                index = lineEnd + 1;
            }
        }

        private void ReadSeparated(int start)
        {
            for (var index = start; index < text.Length && !_isTooMany;)
            {
                var first = _syntax.SkipSpace(index);
                if (_syntax.IsFinalAt(first, out var end))
                {
                    var next = _syntax.SkipSpace(end);
                    if (next >= text.Length || _syntax.IsSeparatorAt(next, out _))
                    {
                        ReadFinal(first, end);
                        index = next;
                        continue;
                    }
                }

                _syntax.FindSeparator(index, out var itemEnd, out var after);
                ReadItem(Math.Min(first, itemEnd), itemEnd);
                index = after;
            }
        }

        private void ReadFinal(int start, int end)
        {
            if (_final is not null)
            {
                findings.Warn(start, "Only the first [[final prompt]] is used; this one is ignored.");
                return;
            }

            var (overrides, problem, bodyStart) = ReadBraces(start + 2, end - 2);
            var raw = text.AsSpan(bodyStart, end - 2 - bodyStart);
            var parts = PromptTextReader.Read(raw, newlinesToSpaces: true, keepSeparators: true);
            if (parts.IsEmpty)
            {
                findings.Warn(start, "The [[final prompt]] is empty and is left out.");
                return;
            }

            if (parts.Any(part => part.Kind == PromptPartKind.FullText))
            {
                findings.Warn(start, "The responses are put at the end of the final prompt in any case; full_text in "
                    + "it repeats them.");
            }

            var all = Join(parts, [new PromptPart(PromptPartKind.FullText, PromptTextReader.FullTextWord)]);
            _final = new PromptItem(0, PromptKind.Final, all, overrides, SpanOf(start, end), problem);
        }

        private void ReadItem(int start, int end)
        {
            while (end > start && char.IsWhiteSpace(text[end - 1]))
            {
                end--;
            }

            if (start >= end)
            {
                return;
            }

            if (text.AsSpan(start, end - start).StartsWith(PromptSyntax.IgnoreMark, StringComparison.Ordinal))
            {
                if (start > 0 && text[start - 1] is ' ' or '\t')
                {
                    findings.Warn(start, "This --- is indented. The prompt is ignored all the same; write \\--- to send it.");
                }

                if (_ignored.Count < PromptList.ItemsMax)
                {
                    _ignored.Add(new IgnoredPrompt(SpanOf(start, end), text[start..end]));
                }

                return;
            }

            var (overrides, problem, bodyStart) = ReadBraces(start, end);
            if (bodyStart >= end)
            {
                findings.Warn(start, "Braces without a prompt are left out. Write them at the start of the prompt "
                    + "that they are for.");
                return;
            }

            var raw = text.AsSpan(bodyStart, end - bodyStart);
            if (bodyStart > start && raw.StartsWith(PromptSyntax.IgnoreMark, StringComparison.Ordinal))
            {
                findings.Warn(bodyStart, "--- after braces is part of the text. Put it in front of the braces to "
                    + "ignore the prompt.");
            }

            findings.InspectItem(raw, bodyStart, _syntax);
            AddItem(PromptTextReader.Read(raw), overrides, problem, SpanOf(start, end));
        }

        private void AddItem(ImmutableArray<PromptPart> parts, HyperparameterOverrides overrides, string? problem,
            PromptSpan span)
        {
            if (parts.IsEmpty)
            {
                return;
            }

            if (_items.Count == PromptList.ItemsMax)
            {
                _isTooMany = true;
                return;
            }

            var all = _pre.Parts.IsEmpty ? parts : Join(_pre.Parts, parts);
            var effective = overrides.WithFallback(_pre.Overrides);
            _items.Add(new PromptItem(_items.Count + 1, PromptKind.Ordinary, all, effective, span, problem ?? _pre.Problem));
        }

        /// <summary>Hyperparameters at the start of the range; BodyStart is where the text behind them begins.</summary>
        private (HyperparameterOverrides Overrides, string? Problem, int BodyStart) ReadBraces(int start, int end)
        {
            var open = Math.Min(_syntax.SkipSpace(start), end);
            if (open >= end || !_syntax.IsAt(open, '{'))
            {
                return (HyperparameterOverrides.None, null, open);
            }

            var length = PromptBraces.FindClose(text.AsSpan(open, end - open));
            if (length < 0)
            {
                return (HyperparameterOverrides.None, null, open);
            }

            var result = PromptBraces.Parse(text.AsSpan(open + 1, length - 1));
            if (result.Problem is not null)
            {
                findings.Error(open + 1 + result.ProblemOffset, result.Problem);
            }

            var bodyStart = Math.Min(_syntax.SkipSpace(open + length + 1), end);
            return (result.Overrides, result.Problem, bodyStart);
        }

        private PromptSpan SpanOf(int start, int end)
        {
            var (line, column) = lines.At(start);
            var (endLine, endColumn) = lines.At(end - 1);
            return new PromptSpan(line, column, endLine, endColumn);
        }

        private static ImmutableArray<PromptPart> Join(ImmutableArray<PromptPart> first, ImmutableArray<PromptPart> second)
        {
            var joined = first.Add(new PromptPart(PromptPartKind.Literal, "\n\n")).AddRange(second);
            return joined.All(part => part.Kind == PromptPartKind.Literal)
                ? [new PromptPart(PromptPartKind.Literal, string.Concat(joined.Select(part => part.Text)))]
                : joined;
        }
    }
}
