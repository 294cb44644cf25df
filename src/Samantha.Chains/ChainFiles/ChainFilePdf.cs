using Samantha.Chains.Documents;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;
using Samantha.Hocon;

namespace Samantha.Chains.ChainFiles;

/// <summary>Reads prompts-pdf and the pdf block of a chain. The file itself is read by the function that is given.</summary>
internal sealed class ChainFilePdf(
    ChainFileValues values, Func<string, bool, PdfPages>? readPdf, Func<HoconScalar, string> textOf)
{
    private static readonly string[] s_keys = ["mode", "layout", "before", "after", "page-prompt"];

    public PdfSettings Settings(HoconNode node)
    {
        var settings = PdfSettings.Default;
        if (values.Object(node, "pdf") is not { } block)
        {
            return settings;
        }

        foreach (var (key, value) in values.Members(block))
        {
            settings = key switch
            {
                "mode" => settings with
                {
                    Mode = values.Choice(value, key, PdfMode.Pages, ("pages", PdfMode.Pages), ("full", PdfMode.Full)),
                },
                "layout" => settings with { KeepLayout = values.Flag(value, key, false) },
                "before" => settings with { Before = values.Scalar(value, key, "a text") is { } text ? textOf(text) : null },
                "after" => settings with { After = values.Scalar(value, key, "a text") is { } text ? textOf(text) : null },
                "page-prompt" => settings with { PagePrompt = PagePrompt(value, key) },
                _ => Unknown(value, key, settings),
            };
        }

        return settings;
    }

    /// <summary>The prompts of the file; null when it cannot be used, which is reported.</summary>
    public PromptList? Prompts(HoconNode node, PdfSettings settings)
    {
        const string Key = "prompts-pdf";
        if (values.Scalar(node, Key, "the name of a PDF file") is not { } scalar)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(scalar.Text))
        {
            values.Error(scalar, $"{Key} must be the name of a PDF file, but the text is empty.");
            return null;
        }

        var shown = HyperparameterTable.Shorten(scalar.Text);
        var read = readPdf is null
            ? PdfPages.Failed(scalar.Text, "PDF files cannot be read here.")
            : readPdf(scalar.Text, settings.KeepLayout);
        if (read.Pages is not { } pages)
        {
            values.Error(scalar, $"{Key} '{shown}' cannot be read: {read.Problem}");
            return null;
        }

        foreach (var note in read.Notes)
        {
            values.Warn(scalar, $"{Key} '{shown}': {note}");
        }

        var list = PdfPrompts.Build(pages, settings, read.Source);
        var placed = list.Diagnostics.Select(found => found with
        {
            Line = scalar.Position.Line, Column = scalar.Position.Column, Message = $"{Key} '{shown}': {found.Message}",
            Source = scalar.Position.Source,
        }).ToList();
        foreach (var found in placed)
        {
            values.Add(found, isFatal: list.Items.IsEmpty);
        }

        return list with { Diagnostics = [.. placed] };
    }

    private string PagePrompt(HoconNode node, string key)
    {
        const string Allowed = "a text with {text} in it (and {page} and {pages}, if wanted)";
        if (values.Scalar(node, key, Allowed) is not { } scalar)
        {
            return PdfSettings.DefaultPagePrompt;
        }

        if (scalar.Text.Contains("{text}", StringComparison.Ordinal))
        {
            return textOf(scalar);
        }

        values.Wrong(scalar, key, Allowed);
        return PdfSettings.DefaultPagePrompt;
    }

    private PdfSettings Unknown(HoconNode node, string key, PdfSettings settings)
    {
        values.UnknownKey(node, key, "pdf", s_keys);
        return settings;
    }
}
