using System.Globalization;
using System.Text.Json;
using Samantha.Actors.Journal;
using Samantha.Actors.Replay;
using Samantha.Chains.Sessions;
using Samantha.Chains.Studies;
using Samantha.Chains.Text;
using Samantha.Exports.Tables;
using Samantha.Host.Composition;
using Samantha.Host.Terminal;

namespace Samantha.Host.Studying;

/// <summary>Tells what the settings of a session did to its responses. Reads the journal, changes nothing.</summary>
internal sealed class StudyReport(HostServices services, SessionListing session)
{
    private const int RowsShown = 60;
    private const int DifferencesShown = 5;

    private readonly HostConsole _console = services.Console;

    public int Write(StudyForm form)
    {
        (SettingsStudy? study, string? damage) = Read();
        if (study is null)
        {
            throw CommandFailure.BadInput(
                $"{session.Id}: all responses have the same settings, and none was asked for again, so there is nothing to compare",
                "A chain with sweep { temperature = [0, 0.5, 1] }, or with random-hyperparameters, varies them.");
        }

        switch (form)
        {
            case StudyForm.Csv:
                StudyTable.WriteRows(_console.Out, study);
                break;
            case StudyForm.ResponsesCsv:
                StudyTable.WriteResponses(_console.Out, study, _console.Facts.OutIsTerminal);
                break;
            case StudyForm.Json:
                JsonLine.Write(_console.Out, json => WriteJson(json, study));
                break;
            default:
                WriteTable(study);
                break;
        }

        _console.Out.Flush();
        if (damage is null)
        {
            return ExitCodes.Done;
        }

        _console.Failure($"{session.Id}: the journal is damaged: {damage}", "The study is about what is intact.");
        return ExitCodes.Storage;
    }

    private (SettingsStudy? Study, string? Damage) Read()
    {
        using JournalReader reader = JournalReader.Open(session.Folder);
        var studier = new SettingsStudier(committed => MeanEntropy.Of(SessionEvidence.Kept(reader, committed)));
        string? problem = null;
        try
        {
            foreach (SessionEvent happened in SessionJournals.Events(reader))
            {
                studier.Add(happened);
            }
        }
        catch (FormatException e)
        {
            problem = e.Message;
        }

        return (studier.Build(), reader.Damage?.What ?? problem);
    }

    private void WriteTable(SettingsStudy study)
    {
        int[] measures = [.. Enumerable.Range(0, Measure.All.Length).Where(index => study.Rows.Any(row => row.Means[index] is not null))];
        var table = new TextTable([
            .. study.Varied.Select(name => ">" + name), ">n", .. measures.Select(index => ">" + Measure.All[index].Name),
            .. study.HasRepeats ? ["asked again"] : Array.Empty<string>(),
        ]);
        foreach (StudyRow row in study.Rows.Take(RowsShown))
        {
            table.Add([
                .. row.Values, row.Responses.ToString(CultureInfo.InvariantCulture), .. measures.Select(index => Number(row.Means[index])),
                .. study.HasRepeats ? [row.Again] : Array.Empty<string>(),
            ]);
        }

        table.WriteTo(_console);
        if (study.Rows.Length > RowsShown)
        {
            _console.Out.WriteLine($"… {Amounts.Count(study.Rows.Length - RowsShown)} more combinations; --csv has all");
        }

        _console.Out.WriteLine();
        foreach (int index in measures)
        {
            _console.Out.WriteLine(_console.OutInk.Dim($"{Measure.All[index].Name,-11} {Measure.All[index].Meaning}"));
        }

        if (!study.HasEntropy)
        {
            _console.Out.WriteLine(_console.OutInk.Dim("entropy     not there: the session kept no evidence (evidence = on)"));
        }

        if (study.LeftOut > 0)
        {
            _console.Out.WriteLine($"not counted: {Amounts.Plural(study.LeftOut, "response")} that were skipped, or are too many");
        }

        WriteRepeats(study);
    }

    private void WriteRepeats(SettingsStudy study)
    {
        if (!study.HasRepeats)
        {
            return;
        }

        int asked = study.Rows.Sum(row => row.Repeated);
        int same = study.Rows.Sum(row => row.Identical);
        _console.Out.WriteLine();
        _console.Out.WriteLine($"asked again with equal settings and text: {Amounts.Plural(asked, "response")}, "
            + (same == asked ? "all identical to the first, token for token" : $"{Amounts.Count(same)} identical to the first"));
        foreach (FirstDifference difference in study.Rows.Select(row => row.Difference).OfType<FirstDifference>().Take(DifferencesShown))
        {
            _console.Out.WriteLine($"  {difference.First.StepId} and {difference.Other.StepId} differ at token {difference.Token}: "
                + $"\"{TerminalSanitizer.SanitizeLine(difference.FirstText)}\" and \"{TerminalSanitizer.SanitizeLine(difference.OtherText)}\"");
        }
    }

    private static void WriteJson(Utf8JsonWriter json, SettingsStudy study)
    {
        json.WriteStartArray("varied");
        study.Varied.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteNumber("responses", study.Responses.Length);
        json.WriteNumber("leftOut", study.LeftOut);
        json.WriteStartArray("rows");
        foreach (StudyRow row in study.Rows)
        {
            json.WriteStartObject();
            json.WriteStartObject("settings");
            study.Varied.Zip(row.Values).ToList().ForEach(pair => json.WriteString(pair.First, pair.Second));
            json.WriteEndObject();
            json.WriteNumber("responses", row.Responses);
            json.WriteStartObject("means");
            foreach ((Measure measure, double? mean) in Measure.All.Zip(row.Means))
            {
                if (mean is { } number)
                {
                    json.WriteNumber(measure.Name, number);
                }
            }

            json.WriteEndObject();
            json.WriteNumber("askedAgain", row.Repeated);
            json.WriteNumber("identical", row.Identical);
            if (row.Difference is { } difference)
            {
                json.WriteStartObject("firstDifference");
                json.WriteString("first", difference.First.StepId);
                json.WriteString("other", difference.Other.StepId);
                json.WriteNumber("token", difference.Token);
                json.WriteString("firstText", difference.FirstText);
                json.WriteString("otherText", difference.OtherText);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Number(double? value) =>
        value?.ToString(value >= 10 ? "0.0" : "0.000", CultureInfo.InvariantCulture) ?? "";
}
