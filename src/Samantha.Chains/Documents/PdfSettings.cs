namespace Samantha.Chains.Documents;

/// <summary>
/// How the prompts of a PDF file are made. Before and After: null = the mode's own text (see <see cref="PdfPrompts"/>), empty =
/// none. PagePrompt is the form of a page, with {page}, {pages} and {text}.
/// </summary>
public sealed record PdfSettings(
    PdfMode Mode = PdfMode.Pages, bool KeepLayout = false, string? Before = null, string? After = null,
    string PagePrompt = PdfSettings.DefaultPagePrompt)
{
    public const string DefaultPagePrompt = "Page {page} of {pages}: {text}";

    public static PdfSettings Default { get; } = new();
}
