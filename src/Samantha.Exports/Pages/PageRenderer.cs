using Samantha.Chains.Sessions;
using Samantha.Exports.Reading;

namespace Samantha.Exports.Pages;

/// <summary>
/// The session as one page that needs nothing else: no script, no network, its own style. Reads the records twice, first for
/// the overview; of the steps it holds one at a time.
/// </summary>
internal sealed class PageRenderer(ExportSource source, TextWriter output)
{
    private readonly MissingFiles _missing = new();

    public ExportResult Write()
    {
        var overview = OverviewReader.Read(source);
        WriteHead(overview);
        output.Write(OverviewHtml.Header(overview));
        OverviewHtml.WriteTable(overview, output);
        output.Write(ReportHtml.Of(overview));
        output.Write(StudyHtml.Of(overview));
        output.Write(SettingsHtml.Chain(overview));
        WriteSteps(overview);
        output.Write($"<footer>{Foot(overview)}</footer>\n</body>\n</html>\n");
        return new ExportResult(
            overview.Records, overview.Steps.Length, overview.Unknown, overview.Damage, _missing.ToImmutable());
    }

    private void WriteHead(Overview overview) => output.Write($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{PageStyle.Policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <meta name="generator" content="Samantha.Actors">
        <title>{HtmlText.Escape(overview.Name)} · {HtmlText.Escape(overview.Start.SessionId)}</title>
        <style>{PageStyle.Css}</style>
        </head>
        <body>

        """.ReplaceLineEndings("\n"));

    private void WriteSteps(Overview overview)
    {
        var steps = new StepHtml(overview, new RunHtml(source, new PictureReader(source), _missing));
        var loading = new List<SessionEvent>();
        ExportStep? last = null;
        output.Write("<main>\n");
        foreach (var item in StepAssembler.Items(source, overview.Records))
        {
            switch (item)
            {
                case NoteItem { Event: ModelLoaded or ModelLoadFailed } note:
                    // It belongs to the turn whose heading comes with the step.
                    loading.Add(note.Event);
                    continue;
                case StepItem { Step: var step } when last is null || !last.Position.IsSameRound(step.Position):
                    output.Write(StepHtml.Turn(step, overview));
                    break;
                default:
                    break;
            }

            loading.ForEach(WriteNote);
            loading.Clear();
            if (item is StepItem { Step: var next })
            {
                steps.Write(next, output);
                last = next;
            }
            else if (item is NoteItem note)
            {
                WriteNote(note.Event);
            }
        }

        loading.ForEach(WriteNote);
        output.Write("</main>\n");
    }

    private void WriteNote(SessionEvent sessionEvent)
    {
        if (Words.Note(sessionEvent) is { } text)
        {
            output.Write($"<p class=\"note\">{HtmlText.Escape(text)} <small>{Words.Time(sessionEvent.AtUtc)}</small></p>\n");
        }
    }

    private static string Foot(Overview overview)
    {
        var unknown = overview.Unknown > 0
            ? $" {Words.Plural(overview.Unknown, "event")} of a kind that this version does not know are not shown."
            : "";
        return $"Session <span class=\"id\">{HtmlText.Escape(overview.Start.SessionId)}</span>, "
            + $"{Words.Plural(overview.Records, "event")}, exported by Samantha.Actors. "
            + $"The JSONL export has every character of it.{unknown}";
    }
}
