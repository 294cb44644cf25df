using Samantha.Chains.Code;
using Samantha.Chains.Sessions;
using Samantha.Exports.Reading;

namespace Samantha.Exports.Pages;

/// <summary>The top of the page: what ran, how it ended, the totals, and a row for each step.</summary>
internal static class OverviewHtml
{
    /// <summary>More rows than this stand behind a summary line, so that the first response is not far away.</summary>
    private const int OpenRowsMax = 40;

    public static string Header(Overview overview)
    {
        var chain = overview.Chain;
        var lead = chain is { Description.Length: > 0 } ? $"<p class=\"lead\">{HtmlText.Escape(chain.Description)}</p>\n" : "";
        var failed = overview.Failed > 0 ? $" <small>and {Words.Count(overview.Failed)} failed</small>" : "";
        var speed = MeanSpeed(overview) is { } mean
            ? $"<div><dt>Speed, mean</dt><dd>{Words.Speed(mean)} <small>tokens/s</small></dd></div>\n"
            : "";
        var word = HtmlText.Escape(overview.Ending.Word);
        var sentence = HtmlText.Escape(overview.Ending.Sentence);
        return $"""
            <header>
            <p class="kicker">Samantha session · {Words.Time(overview.Start.AtUtc)}</p>
            <h1>{HtmlText.Escape(overview.Name)}</h1>
            {lead}<p class="ending {Tone(overview.Ending.Tone)}"><strong>{word}.</strong> {sentence}</p>
            <dl class="facts">
            <div><dt>Responses</dt><dd>{Words.Count(overview.Answered)}{failed}</dd></div>
            <div><dt>Tokens written</dt><dd>{Words.Count(overview.ResponseTokens)}</dd></div>
            <div><dt>Tokens read</dt><dd>{Words.Count(overview.PromptTokens)}</dd></div>
            <div><dt>Model time</dt><dd>{Words.Duration(overview.ModelSeconds)}</dd></div>
            {speed}</dl>
            </header>

            """.ReplaceLineEndings("\n");
    }

    public static void WriteTable(Overview overview, TextWriter output)
    {
        if (overview.Steps.IsEmpty)
        {
            return;
        }

        var isFolded = overview.Steps.Length > OpenRowsMax;
        var hasCode = overview.Steps.Any(step => step.CodeEnd is not null);
        var fastest = overview.FastestTokensPerSecond;
        output.Write("<h2 id=\"steps\">Steps</h2>\n");
        output.Write(isFolded ? $"<details><summary>All {Words.Count(overview.Steps.Length)} steps</summary>\n" : "");
        output.Write("<table class=\"steps\">\n<thead><tr><th scope=\"col\">Step</th><th scope=\"col\" class=\"wide\">Model</th>"
            + "<th scope=\"col\" class=\"right wide\">Read</th><th scope=\"col\" class=\"right\">Written</th>"
            + "<th scope=\"col\" class=\"right wide\">Time</th><th scope=\"col\">Tokens/s</th>"
            + (hasCode ? "<th scope=\"col\" class=\"wide\">Code</th>" : "")
            + "<th scope=\"col\">Ended</th></tr></thead>\n<tbody>\n");
        foreach (var step in overview.Steps)
        {
            output.Write(Row(step, fastest, hasCode));
        }

        output.Write("</tbody>\n<tfoot><tr><td>Total</td><td class=\"wide\"></td>"
            + $"<td class=\"right wide\">{Words.Count(overview.PromptTokens)}</td>"
            + $"<td class=\"right\">{Words.Count(overview.ResponseTokens)}</td>"
            + $"<td class=\"right wide\">{Words.Duration(overview.ModelSeconds)}</td><td></td>"
            + (hasCode ? "<td class=\"wide\"></td>" : "") + "<td></td></tr></tfoot>\n</table>\n");
        output.Write(isFolded ? "</details>\n" : "");
    }

    public static string Tone(EndingTone tone) => tone switch
    {
        EndingTone.Good => "good",
        EndingTone.Bad => "bad",
        _ => "plain",
    };

    /// <summary>The class for how an attempt ended: a cut response is a warning, a failure is bad.</summary>
    public static string Tone(StepEnd end, ResponseStopReason? stopReason) => end switch
    {
        StepEnd.Answered when stopReason is ResponseStopReason.EndOfTurn or ResponseStopReason.StopWord => "good",
        StepEnd.Failed or StepEnd.Retried => "bad",
        _ => "warn",
    };

    private static string Row(StepLine step, double fastest, bool hasCode)
    {
        var hasResponse = step.End is StepEnd.Answered or StepEnd.Interrupted or StepEnd.Rejected;
        var anchor = HtmlText.Escape(step.Anchor);
        var speed = step.TokensPerSecond is { } value
            ? $"<span class=\"figure\">{Words.Speed(value)}</span><span class=\"track\">"
                + $"<span class=\"bar {PageStyle.BarClass(value, fastest)}\"></span></span>"
            : "";
        return $"<tr><td class=\"id\"><a href=\"#{anchor}\">{anchor}</a></td>"
            + $"<td class=\"wide\">{HtmlText.Escape(step.Model)}</td>"
            + $"<td class=\"right wide\">{(hasResponse ? Words.Count(step.PromptTokens) : "")}</td>"
            + $"<td class=\"right\">{(hasResponse ? Words.Count(step.ResponseTokens) : "")}</td>"
            + $"<td class=\"right wide\">{(hasResponse ? Words.Duration(step.Seconds) : "")}</td>"
            + $"<td class=\"speed\">{speed}</td>"
            + (hasCode ? $"<td class=\"wide\">{Code(step)}</td>" : "")
            + $"<td class=\"state {Tone(step.End, step.StopReason)}\">{Words.End(step.End, step.StopReason)}</td></tr>\n";
    }

    private static string Code(StepLine step) => step.CodeEnd switch
    {
        null => "",
        CodeRunEnd.Exited when step.ExitCode == 0 => "exit 0",
        CodeRunEnd.Exited => $"<span class=\"bad\">exit {step.ExitCode}</span>",
        CodeRunEnd.NothingToRun => "saved",
        { } end => $"<span class=\"bad\">{Words.Of(end)}</span>",
    };

    private static double? MeanSpeed(Overview overview)
    {
        var seconds = overview.Steps.Sum(step => step.TokensPerSecond is { } speed ? step.ResponseTokens / speed : 0);
        var tokens = overview.Steps.Sum(step => step.TokensPerSecond is null ? 0L : step.ResponseTokens);
        return seconds > 0 ? tokens / seconds : null;
    }
}
