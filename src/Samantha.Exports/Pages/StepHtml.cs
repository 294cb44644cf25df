using System.Globalization;
using Samantha.Exports.Pages.Responses;
using Samantha.Exports.Reading;

namespace Samantha.Exports.Pages;

/// <summary>
/// One step on the page: what was asked, what came, what its code did, and behind summary lines what else was sent. It remembers
/// the last response, so that a previous response that is the same need not be there twice.
/// </summary>
internal sealed class StepHtml(Overview overview, RunHtml runs)
{
    private const int PromptCharactersMax = 4000;

    private readonly LastResponse _last = new();

    /// <summary>The heading above the steps of one turn of a model.</summary>
    public static string Turn(ExportStep step, Overview overview)
    {
        var at = step.Position;
        var place = new List<string> { $"loop {Words.Count(at.Loop)}" };
        if (overview.Chain is not { Models.Length: 1 })
        {
            place.Add($"model {at.Model}");
        }

        place.Add($"round {Words.Count(at.Round)}");
        return $"<h2 class=\"turn\">{HtmlText.Escape(step.Model.Length > 0 ? step.Model : "Model " + at.Model)} "
            + $"<small>{string.Join(", ", place)}</small></h2>\n";
    }

    public void Write(ExportStep step, TextWriter output)
    {
        var anchor = HtmlText.Escape(step.Anchor);
        var attempt = step.Attempt > 1 ? $", attempt {step.Attempt}" : "";
        output.Write($"<article class=\"step\" id=\"{anchor}\">\n<header><h3><a href=\"#{anchor}\">Prompt {step.Position.Prompt}"
            + $"{attempt}</a></h3><span class=\"id\">{anchor}</span>"
            + $"<span class=\"state {OverviewHtml.Tone(step.End, step.Response?.StopReason)}\">"
            + $"{Words.End(step.End, step.Response?.StopReason)}</span></header>\n");
        WriteSent(step, output);
        WriteResponse(step, output);
        if (step.Response?.Code is { } code)
        {
            runs.Write(step, code, output);
        }

        WriteFoot(step, output);
        output.Write("</article>\n");
        _last.Remember(step);
    }

    private void WriteSent(ExportStep step, TextWriter output)
    {
        if (step.Started is not { } started)
        {
            return;
        }

        output.Write(started.Note is { } note ? $"<p class=\"note wrap\" dir=\"auto\">{HtmlText.Escape(note)}</p>\n" : "");
        var prompt = started.Prompt;
        output.Write(prompt.Length > PromptCharactersMax
            ? $"<div class=\"prompt\">{SettingsHtml.Folded($"Prompt of {Words.Count(prompt.Length)} characters", prompt)}</div>\n"
            : $"<div class=\"prompt\"><p class=\"wrap\" dir=\"auto\">{HtmlText.Escape(prompt)}</p></div>\n");
        if (started.PreviousTrimmedCharacters > 0)
        {
            output.Write($"<p class=\"note\">{Words.Count(started.PreviousTrimmedCharacters)} characters were dropped from the "
                + "start of the previous response to fit the context window.</p>\n");
        }

        if (started.PreviousResponse.Length > 0)
        {
            output.Write(_last.IsSentBy(started)
                ? $"<p class=\"note\">Previous response: that of <a class=\"id\" href=\"#{HtmlText.Escape(_last.Anchor)}\">"
                    + $"{HtmlText.Escape(_last.Anchor)}</a>{(_last.WithOutput ? " with its output" : "")}</p>\n"
                : SettingsHtml.Folded("Previous response", started.PreviousResponse));
        }

        if (started.SystemPrompt.Length > 0 && started.SystemPrompt != overview.Chain?.SystemPrompt)
        {
            output.Write(SettingsHtml.Folded("System prompt", started.SystemPrompt));
        }
    }

    private static void WriteResponse(ExportStep step, TextWriter output)
    {
        if (step.Failure is { } failure)
        {
            output.Write($"<div class=\"response failure\"><strong class=\"bad\">{Words.Of(failure.Reason)}</strong> "
                + $"<span class=\"wrap\">{HtmlText.Escape(failure.Message)}</span></div>\n");
        }

        if (step.Trim is { } trim)
        {
            output.Write($"<p class=\"note\">{Words.Count(trim.DroppedCharacters)} characters of the previous response are "
                + "dropped for the next attempt.</p>\n");
        }

        var text = step.Text;
        if (text.Length == 0)
        {
            output.Write(step.Response is null ? "" : "<p class=\"note\">The response is empty.</p>\n");
            return;
        }

        var partial = step.End == StepEnd.Answered ? "" : " partial";
        output.Write($"<div class=\"response md{partial}\" dir=\"auto\">\n{ResponseHtml.Render(text)}</div>\n");
    }

    private static void WriteFoot(ExportStep step, TextWriter output)
    {
        var facts = new List<string>();
        if (step.Response is { } response)
        {
            facts.Add($"{Words.Plural(response.ResponseTokens, "token")} written");
            facts.Add(Words.Read(response));
            facts.Add(Words.Duration(step.Seconds));
            if (step.TokensPerSecond is { } speed)
            {
                facts.Add($"{Words.Speed(speed)} tokens/s");
            }
        }
        else if (step.Unfinished is { } unfinished)
        {
            facts.Add($"{Words.Plural(unfinished.Tokens, "token")} so far");
        }

        if (step.Started is { } started)
        {
            facts.Add($"seed <span class=\"seed\">{started.Seed.ToString(CultureInfo.InvariantCulture)}</span>");
            facts.Add(Words.Time(started.AtUtc));
        }

        output.Write($"<footer><p>{string.Concat(facts.Select(fact => $"<span>{fact}</span>"))}</p>\n");
        output.Write(ResponseHtml.MayHideSigns(step.Text) ? SettingsHtml.Folded("Exact text", step.Text) : "");
        output.Write(step.Started is null ? "" : SettingsHtml.OfStep(step.Started));
        output.Write("</footer>\n");
    }
}
