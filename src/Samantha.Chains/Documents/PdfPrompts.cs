using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;
using Samantha.Chains.Text;

namespace Samantha.Chains.Documents;

/// <summary>
/// Makes prompts of the pages of a document. Every character of the document is text: brackets, braces, $$$ and --- in it mean
/// nothing. Reading the file is not done here.
/// </summary>
public static class PdfPrompts
{
    /// <summary>In front of every page.</summary>
    public const string BeforePage =
        "Write a summary in one paragraph of the page below. Begin the paragraph with the number of the page.";

    /// <summary>The last prompt of a document page by page; the summaries follow.</summary>
    public const string AfterPages = "Join the summaries below in one text under the heading \"Summary:\".";

    /// <summary>In front of a whole document.</summary>
    public const string BeforeDocument = "Write a summary of the document below, with one paragraph for each page.";

    private const string BlankLine = "\n\n";

    /// <summary>The prompts, and what was found: an error with no prompts when there is nothing to send.</summary>
    public static PromptList Build(ImmutableArray<string> pages, PdfSettings settings, string source)
    {
        if (pages.Length > PromptList.ItemsMax - 1)
        {
            return Failed(source, $"The document has {pages.Length} pages; {PromptList.ItemsMax - 1} are allowed.");
        }

        if (pages.Sum(page => (long)page.Length) > PromptListParser.TextCharactersMax)
        {
            return Failed(source, $"The document has more than {PromptListParser.TextCharactersMax} characters. Split it.");
        }

        if (pages.All(string.IsNullOrWhiteSpace))
        {
            return Failed(source, "The document has no text. A scanned document has to go through a text recognition first.");
        }

        return settings.Mode == PdfMode.Full ? Whole(pages, settings) : PageByPage(pages, settings, source);
    }

    private static PromptList PageByPage(ImmutableArray<string> pages, PdfSettings settings, string source)
    {
        var items = ImmutableArray.CreateBuilder<PromptItem>();
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        for (var index = 0; index < pages.Length; index++)
        {
            var text = settings.KeepLayout ? Clean(pages[index]).Trim('\n') : OneLine(pages[index]);
            if (string.IsNullOrWhiteSpace(text))
            {
                found.Add(Diagnostic.Warning(source, 0, 0, $"Page {index + 1} has no text and is left out."));
                continue;
            }

            items.Add(Item(items.Count + 1, PromptKind.Ordinary, Joined(settings.Before ?? BeforePage,
                Page(settings.PagePrompt, index + 1, pages.Length, text), "")));
        }

        if ((settings.After ?? AfterPages) is { Length: > 0 } after)
        {
            items.Add(new PromptItem(items.Count + 1, PromptKind.Final,
                [new PromptPart(PromptPartKind.Literal, Clean(after) + BlankLine), new PromptPart(PromptPartKind.FullText,
                    "full_text")],
                HyperparameterOverrides.None, PromptSpan.Nowhere));
        }

        return new PromptList(items.ToImmutable(), found.ToImmutable());
    }

    private static PromptList Whole(ImmutableArray<string> pages, PdfSettings settings)
    {
        var text = new StringBuilder();
        for (var index = 0; index < pages.Length; index++)
        {
            var page = settings.KeepLayout ? Clean(pages[index]).Trim('\n') : OneLine(pages[index]);
            text.Append(text.Length > 0 ? BlankLine : "").Append(Page(settings.PagePrompt, index + 1, pages.Length, page));
        }

        return new PromptList(
            [Item(1, PromptKind.Ordinary, Joined(settings.Before ?? BeforeDocument, text.ToString(), settings.After ?? ""))],
            ImmutableArray<Diagnostic>.Empty);
    }

    // In one pass from the left, so that {page} in the text of a page stays what it is.
    private static string Page(string form, int number, int count, string text)
    {
        var page = new StringBuilder();
        for (var index = 0; index < form.Length;)
        {
            var rest = form.AsSpan(index);
            var (word, value) = rest.StartsWith("{page}") ? ("{page}", number.ToString(CultureInfo.InvariantCulture))
                : rest.StartsWith("{pages}") ? ("{pages}", count.ToString(CultureInfo.InvariantCulture))
                : rest.StartsWith("{text}") ? ("{text}", text)
                : (form.Substring(index, 1), form.Substring(index, 1));
            page.Append(value);
            index += word.Length;
        }

        return page.ToString();
    }

    private static string Joined(params ReadOnlySpan<string> parts)
    {
        var joined = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Length > 0)
            {
                joined.Append(joined.Length > 0 ? BlankLine : "").Append(part);
            }
        }

        return joined.ToString();
    }

    private static string OneLine(string page) =>
        string.Join(' ', Clean(page).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // A word that is divided at a line's end has a soft hyphen there; a form feed only says where the page ends.
    private static string Clean(string text) => TextRepair.ReplaceLoneSurrogates(text)
        .Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\f", "", StringComparison.Ordinal)
        .Replace("\u00AD\n", "", StringComparison.Ordinal).Replace("\u00AD", "", StringComparison.Ordinal);

    private static PromptItem Item(int number, PromptKind kind, string text) =>
        new(number, kind, [new PromptPart(PromptPartKind.Literal, text)], HyperparameterOverrides.None, PromptSpan.Nowhere);

    private static PromptList Failed(string source, string message) => new([], [Diagnostic.Error(source, 0, 0, message)]);
}
