using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;
using Samantha.Exports;
using Samantha.Tui.Code;
using Samantha.Tui.Ports;
using Samantha.Tui.Sessions.Comparing;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Plain;

/// <summary>What plain mode does with responses, their code and files, and says of the program itself.</summary>
internal sealed class PlainTools(ITuiServices services, PlainWriter writer, TextCatalog texts)
{
    private const char BlockEnd = '#';
    private const int LogLinesSaid = 20;

    /// <summary><c>export ID FORMAT</c>; without a format a page.</summary>
    public async Task ExportAsync(string rest, CancellationToken ct)
    {
        string[] words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && !ExportFormats.TryParse(words[1], out _))
        {
            writer.Key("plain.format", ExportFormats.AllNames);
            return;
        }

        ExportFormat format = words.Length > 1 && ExportFormats.TryParse(words[1], out ExportFormat wanted)
            ? wanted
            : ExportFormat.Html;
        string path = await services.Exports.ExportAsync(SessionOf(words.FirstOrDefault("")), format, null, ct).ConfigureAwait(false);
        writer.Key("session.exported", path);
    }

    /// <summary><c>compare STEP STEP ID</c>: words that only one of two responses has.</summary>
    public void Compare(string rest)
    {
        string[] words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> responses = Responses(SessionOf(words.ElementAtOrDefault(2) ?? ""));
        if (words.Length < 2 || !responses.TryGetValue(words[0], out string? first)
            || !responses.TryGetValue(words[1], out string? second))
        {
            writer.Key("plain.steps", string.Join(", ", responses.Keys));
            return;
        }

        WordDifference difference = WordDiff.Compare(first, second);
        writer.Key("plain.compared", difference.CommonWords, difference.RemovedWords, difference.AddedWords);
        foreach (DiffPiece piece in difference.Pieces.Where(piece => !string.IsNullOrWhiteSpace(piece.Text)))
        {
            switch (piece.Kind)
            {
                case DiffKind.Removed:
                    writer.Key("plain.only-first", OneLine.Of(piece.Text.Trim()));
                    break;
                case DiffKind.Added:
                    writer.Key("plain.only-second", OneLine.Of(piece.Text.Trim()));
                    break;
            }
        }
    }

    /// <summary>Where the files are that a session's programs made.</summary>
    public void Files(string reference)
    {
        SessionId session = SessionOf(reference);
        bool any = false;
        using JournalReader reader = JournalReader.Open(services.Data.SessionFolder(session));
        foreach (CodeExecuted executed in SessionJournals.Events(reader).OfType<CodeExecuted>())
        {
            foreach (var file in executed.Outcome.Files.IsDefaultOrEmpty ? [] : executed.Outcome.Files)
            {
                any = true;
                writer.Line(SessionFiles.PathOf(services.Data.SessionFolder(session), executed.Position.StepId, file.Name));
            }
        }

        if (!any)
        {
            writer.Key("code.no-files");
        }
    }

    /// <summary>The Python of the newest response of a session.</summary>
    public void ShowCode(string reference, CancellationToken ct)
    {
        if (CodeOf(reference, ct) is { } code)
        {
            writer.Line(code.Code.Program);
        }
    }

    /// <summary>Runs it in the sandbox. Never without one: that is asked for elsewhere, with its dangers told.</summary>
    public async Task RunCodeAsync(string reference, CancellationToken ct)
    {
        if (CodeOf(reference, ct) is not { } code)
        {
            return;
        }

        var report = await services.Code.ProbeAsync(ct).ConfigureAwait(false);
        if (report.Level is null or Samantha.Sandbox.Levels.SandboxLevel.None)
        {
            writer.Line(texts.Format("code.no-sandbox", texts.Said(report.Reason)));
            return;
        }

        writer.Key("plain.code-started", RunWords.LevelOf(report.Level));
        CodeRun run = await services.Code
            .RunAsync(code.Code.Program, null, output => writer.Stream(output.Text), ct).ConfigureAwait(false);
        writer.EndStream();
        foreach (var line in RunWords.Outcome(texts, run.Outcome))
        {
            writer.Line(line.Text);
        }

        if (!run.Outcome.Files.IsDefaultOrEmpty)
        {
            writer.Key("code.files-in", run.FilesFolder);
        }
    }

    /// <summary>The newest lines of the program's log.</summary>
    public void Log()
    {
        writer.Key("program.log-file", services.Log.Path);
        foreach (string line in services.Log.Tail(LogLinesSaid))
        {
            writer.Line(line);
        }
    }

    public void About()
    {
        writer.Key("about.title", services.Facts.Version);
        foreach (string key in new[] { "about.text", "about.responsible-use" })
        {
            writer.Line(texts[key].Replace($"{BlockEnd} ", "", StringComparison.Ordinal));
        }

        writer.Key("about.data", services.Data.Root);
    }

    private SessionId SessionOf(string reference) =>
        services.Sessions.Resolve(reference.Length == 0 ? SessionIndex.LastWord : reference);

    private FoundCode? CodeOf(string reference, CancellationToken ct)
    {
        FoundCode? code = reference.Length == 0
            ? CodeFinder.Newest(services, 1, ct).FirstOrDefault()
            : CodeFinder.In(services, SessionOf(reference), ct).LastOrDefault();
        if (code is null)
        {
            writer.Key("code.none-found");
        }

        return code;
    }

    private Dictionary<string, string> Responses(SessionId session)
    {
        var responses = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using JournalReader reader = JournalReader.Open(services.Data.SessionFolder(session));
        foreach (ResponseCommitted response in SessionJournals.Events(reader).OfType<ResponseCommitted>())
        {
            responses[response.Position.StepId] = response.Text;
        }

        return responses;
    }
}
