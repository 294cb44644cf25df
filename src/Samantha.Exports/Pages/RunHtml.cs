using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Exports.Reading;

namespace Samantha.Exports.Pages;

/// <summary>
/// What became of the code of a response: how it ended, what it printed, the pictures it made. Other files are named and linked,
/// never put into the page.
/// </summary>
internal sealed class RunHtml(ExportSource source, PictureReader pictures, MissingFiles missing)
{
    public void Write(ExportStep step, ExtractedCode code, TextWriter output)
    {
        output.Write("<section class=\"run\">\n");
        var outcome = step.Code?.Outcome;
        output.Write(Header(outcome));
        WriteProgram(code, output);
        if (outcome is null)
        {
            output.Write("</section>\n");
            return;
        }

        Remark(output, outcome.Message, outcome.End is CodeRunEnd.Exited or CodeRunEnd.NothingToRun ? "" : " bad");
        WriteOutput(outcome, output);
        foreach (var note in outcome.FileNotes.IsDefault ? [] : outcome.FileNotes)
        {
            Remark(output, note, "");
        }

        WriteFiles(step.Position, outcome.Files.IsDefault ? [] : outcome.Files, output);
        output.Write("</section>\n");
    }

    private static string Header(CodeOutcome? outcome)
    {
        if (outcome is null)
        {
            return "<header><strong>Python</strong><span class=\"warn\">no outcome recorded</span></header>\n";
        }

        var isGood = outcome is { End: CodeRunEnd.Exited, ExitCode: 0 } or { End: CodeRunEnd.NothingToRun };
        var sandbox = outcome.Sandbox.Length == 0 ? ""
            : $"<span title=\"{HtmlText.Escape(outcome.SandboxReason)}\">sandbox {HtmlText.Escape(outcome.Sandbox)}</span>";
        var time = outcome.DurationMs > 0 ? $"<span>{Words.Duration(outcome.DurationMs / 1000)}</span>" : "";
        return $"<header><strong>Python</strong><span class=\"{(isGood ? "good" : "bad")}\">{Words.CodeEnd(outcome)}</span>"
            + $"{time}{sandbox}</header>\n";
    }

    private static void WriteProgram(ExtractedCode code, TextWriter output)
    {
        if (code.Program.Length > 0)
        {
            output.Write($"<details><summary>Program that was run</summary>{CodeHtml.Block(code.Program, "python")}</details>\n");
        }

        if (!code.RemovedLines.IsDefaultOrEmpty)
        {
            output.Write(SettingsHtml.Folded("Lines that were left out", string.Join('\n', code.RemovedLines)));
        }

        var number = 0;
        foreach (var block in code.HtmlBlocks.IsDefault ? [] : code.HtmlBlocks)
        {
            number++;
            output.Write($"<details><summary>HTML block {number}, saved and not run</summary>{CodeHtml.Block(block, "html")}"
                + "</details>\n");
        }
    }

    private static void WriteOutput(CodeOutcome outcome, TextWriter output)
    {
        var html = new StringBuilder();
        foreach (var part in outcome.Output.IsDefault ? [] : outcome.Output)
        {
            var text = HtmlText.Escape(part.Text);
            html.Append(part.IsError ? $"<span class=\"err\">{text}</span>" : text);
        }

        if (html.Length > 0)
        {
            output.Write($"<pre class=\"output\">{html}</pre>\n");
        }
        else if (outcome.End == CodeRunEnd.Exited)
        {
            Remark(output, "It printed nothing.", "");
        }

        if (outcome.IsOutputCut)
        {
            Remark(output, "It printed more than it may; the rest was dropped.", " bad");
        }
    }

    private void WriteFiles(StepPosition position, ImmutableArray<ProducedFile> files, TextWriter output)
    {
        var others = new StringBuilder();
        foreach (var file in files)
        {
            var problem = "";
            var picture = PictureReader.LooksLikePicture(file) ? pictures.Read(position, file, out problem) : null;
            if (picture is null)
            {
                others.Append(CultureInfo.InvariantCulture,
                    $"<li>{Link(position, file)} <small>{Size(file, problem)}</small></li>\n");
                if (problem.StartsWith("no longer", StringComparison.Ordinal)
                    || problem.StartsWith("changed", StringComparison.Ordinal))
                {
                    missing.Add(position, file);
                }

                continue;
            }

            var size = picture.Type is { Width: > 0, Height: > 0 }
                ? string.Create(CultureInfo.InvariantCulture, $" width=\"{picture.Type.Width}\" height=\"{picture.Type.Height}\"")
                : "";
            output.Write($"<figure><img src=\"data:{picture.Type.MediaType};base64,{picture.Base64}\" "
                + $"alt=\"Picture {HtmlText.Escape(file.Name)} produced by {position.StepId}\"{size}>"
                + $"<figcaption>{Link(position, file)}, {Words.Bytes(file.Bytes)}</figcaption></figure>\n");
        }

        output.Write(others.Length > 0 ? $"<ul class=\"files\">\n{others}</ul>\n" : "");
    }

    private static string Size(ProducedFile file, string problem)
    {
        var kind = file.Name.EndsWith(".html", StringComparison.OrdinalIgnoreCase) ? "page written by a model, " : "";
        return $"{kind}{Words.Bytes(file.Bytes)}{(problem.Length > 0 ? ", " + problem : "")}";
    }

    private string Link(StepPosition position, ProducedFile file)
    {
        var name = HtmlText.Escape(file.Name);
        return source.LinkTo(position, file) is { } url
            ? $"<a rel=\"noopener noreferrer\" href=\"{HtmlText.Escape(url)}\">{name}</a>"
            : name;
    }

    private static void Remark(TextWriter output, string text, string tone)
    {
        if (text.Length > 0)
        {
            output.Write($"<p class=\"remark{tone}\">{HtmlText.Escape(text)}</p>\n");
        }
    }
}
