using System.Collections.Immutable;
using System.CommandLine;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Documents;
using Samantha.Chains.Prompts;
using Samantha.Host.ChainInput;
using Samantha.Host.Help;

namespace Samantha.Host.Commands;

/// <summary>Prompts out of a PDF file, as options: which file, and how its pages become prompts.</summary>
internal sealed class PdfOptionSet
{
    private readonly Option<string> _mode = ChainOptionSet.Text(
        "--pdf-mode", "pages|full",
        "A prompt for each page and one that joins the answers (pages), or one prompt with all (full).");

    private readonly Option<bool> _layout = new("--pdf-layout")
    {
        Description = "Keep columns and tables as they stand on the page.",
        Arity = ArgumentArity.Zero,
    };

    private readonly Option<bool> _copyAllowed = new("--pdf-copy-allowed")
    {
        Description = "Read a file that forbids copying: you may copy from it.",
        Arity = ArgumentArity.Zero,
    };

    public Option<string> File { get; } = ChainOptionSet.Text(
        "--pdf", "FILE", $"The prompts from a PDF file. The password of an encrypted one: {PdfFiles.PasswordVariable}.");

    public void AddTo(VerbCommand command) => command.AddGroup("PDF files", File, _mode, _layout, _copyAllowed);

    public bool IsCopyAllowed(ParseResult given) => given.GetValue(_copyAllowed);

    /// <summary>The prompts of the named file; null: none was named.</summary>
    public PromptList? Read(ParseResult given, PdfFiles files)
    {
        var values = new OptionValues(given);
        PdfMode mode = values.Word(_mode, ("pages", PdfMode.Pages), ("full", PdfMode.Full)) ?? PdfMode.Pages;
        if (values.Text(File) is not { } path)
        {
            return null;
        }

        bool keepsLayout = given.GetValue(_layout);
        PdfPages read = files.Read(Path.GetFullPath(path), keepsLayout);
        if (read.Pages is not { } pages)
        {
            throw CommandFailure.BadInput($"--pdf {path} cannot be read: {read.Problem}");
        }

        PromptList prompts = PdfPrompts.Build(pages, new PdfSettings(mode, keepsLayout), path);
        ImmutableArray<Diagnostic> notes = [.. read.Notes.Select(note => Diagnostic.Warning(path, 0, 0, note))];
        return prompts with { Diagnostics = [.. notes, .. prompts.Diagnostics] };
    }
}
