using System.Globalization;
using Samantha.Chains.Reports;
using Samantha.Chains.Sweeps;
using Samantha.Exports.Pages;
using Samantha.Exports.Reading;

namespace Samantha.Exports.MarkdownFiles;

/// <summary>
/// The session as a document to read anywhere. All texts stand in fences that they cannot leave, so what a model wrote is seen as
/// it was written. Reads the records twice, first for the top.
/// </summary>
internal sealed class MarkdownRenderer(ExportSource source, TextWriter output)
{
    public ExportResult Write()
    {
        var overview = OverviewReader.Read(source);
        WriteTop(overview);
        var steps = new MarkdownStep(overview, source, output);
        foreach (var item in StepAssembler.Items(source, overview.Records))
        {
            if (item is StepItem { Step: var step })
            {
                steps.Write(step);
            }
            else if (item is NoteItem note && Words.Note(note.Event) is { } text)
            {
                output.Write($"> {Words.Time(note.Event.AtUtc)}: {Fence.Line(text)}\n\n");
            }
        }

        return new ExportResult(overview.Records, overview.Steps.Length, overview.Unknown, overview.Damage, []);
    }

    private void WriteTop(Overview overview)
    {
        var start = overview.Start;
        output.Write($"# {Fence.Line(overview.Name)}\n\n");
        if (overview.Chain is { Description.Length: > 0 } described)
        {
            output.Write(Fence.Line(described.Description) + "\n\n");
        }

        output.Write($"**{Fence.Line(overview.Ending.Word)}.** {Fence.Line(overview.Ending.Sentence)}\n\n");
        Row("Session", Fence.Code(start.SessionId));
        Row("Started", Words.Time(start.AtUtc));
        if (overview.Branch is { } branch)
        {
            Row("Branch of", $"{Fence.Code(branch.FromSession)}, up to its event {Words.Count(branch.FromSequence)}");
            branch.Changes.ToList().ForEach(change => Row("Changed", Fence.Line(change)));
        }

        Row("Last event", Words.Time(overview.LastAtUtc));
        Row("Responses", $"{Words.Count(overview.Answered)} ({Words.Count(overview.Failed)} failed)");
        Row("Tokens", $"{Words.Count(overview.ResponseTokens)} written, {Words.Count(overview.PromptTokens)} read");
        Row("Model time", Words.Duration(overview.ModelSeconds));
        if (overview.Chain is { } chain)
        {
            Row("Models", string.Join(", ", chain.Models.Select(model => Fence.Code(model.Name))));
            Row("Loops", SettingsHtml.Times(chain.Loops));
            Row("Responses per model", SettingsHtml.Times(chain.Responses));
            if (!chain.Sweep.IsNone)
            {
                Row("Sweep", Fence.Code(SweepText.Of(chain.Sweep)));
            }

            Row("Switches", SettingsHtml.Switches(chain));
        }

        foreach (var model in overview.Models)
        {
            Row("Loaded", Fence.Line(SettingsHtml.LoadedModel(model)));
        }

        foreach (var file in overview.Hashes)
        {
            Row("Model file", $"{Fence.Line(file.Model)}: SHA-256 {Fence.Code(file.Sha256)}");
        }

        Row("Base seed", overview.BaseSeed.ToString(CultureInfo.InvariantCulture));
        Row("Fingerprint", Fence.Code(overview.Fingerprint));
        Row("Program", Fence.Line(start.ProgramVersion));
        if (overview.Unknown > 0)
        {
            Row("Not shown", $"{Words.Plural(overview.Unknown, "event")} of a kind that this version does not know");
        }

        if (overview.Report is { } report)
        {
            output.Write("\n## Report\n\n");
            ReportRows.Full(report).ToList().ForEach(row => Row(row.Name, Fence.Line(row.Value)));
        }

        output.Write("\nSettings that a step does not name have their defaults; the JSONL export has everything, "
            + "character by character.\n\n");
        if (overview.Chain is { SystemPrompt.Length: > 0 } withSystem)
        {
            output.Write("## System prompt\n\n" + Fence.Block(withSystem.SystemPrompt) + "\n");
        }

        output.Write("## Chain\n\n" + Fence.Block(SettingsHtml.Indented(overview.ChainText), "json") + "\n## Steps\n\n");
    }

    private void Row(string name, string value) => output.Write($"- {name}: {value}\n");
}
