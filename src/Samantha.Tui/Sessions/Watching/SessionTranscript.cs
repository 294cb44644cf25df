using Samantha.Chains.Code;
using Samantha.Chains.Sessions;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Markdown;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Sessions.Watching;

/// <summary>
/// Writes what a session says into a log: a heading for each step, what was sent, the response as it comes, what its code
/// printed, notes. Only adds; whoever wants another style or finds that the text was another one writes a new transcript.
/// </summary>
public sealed class SessionTranscript
{
    private const int PromptLinesShown = 3;
    private const int PromptCharsShown = 400;

    private readonly TextCatalog _texts;
    private readonly TranscriptStyle _style;
    private readonly MarkdownTranscript _markdown;
    private readonly List<string> _findings = [];
    private bool _printing;

    public SessionTranscript(TextCatalog texts, TranscriptStyle style)
    {
        _texts = texts;
        _style = style;
        _markdown = new MarkdownTranscript();
    }

    public TranscriptLog Log => _markdown.Log;

    /// <summary>Writes an event.</summary>
    /// <param name="happened">In the order of the journal.</param>
    /// <param name="isTextShown">True: its response or its program's output was already written as it came.</param>
    /// <returns>The line where the event begins.</returns>
    public long Add(SessionEvent happened, bool isTextShown = false)
    {
        if (happened is ResponseCommitted committed)
        {
            return AddResponse(committed, isTextShown);
        }

        if (happened is HealthFinding finding)
        {
            _findings.Add(_texts.Finding(finding)); // It stands below the response, which comes next.
            return Log.EndNumber;
        }

        if (happened is CodeExecuted executed)
        {
            return AddOutcome(executed.Outcome, isTextShown);
        }

        Break();
        long line = Log.EndNumber;
        switch (happened)
        {
            case StepStarted started:
                _findings.Clear();
                AddStep(started);
                break;
            case StepFailed failed:
                AddFailure(failed);
                break;
            default:
                if (_texts.Note(happened) is { } note)
                {
                    Log.AppendLine(note, RoleOf(happened));
                }

                break;
        }

        return line;
    }

    /// <summary>Text of the running response.</summary>
    public void Stream(string text)
    {
        if (_style.Markdown)
        {
            _markdown.Append(text);
        }
        else
        {
            Log.Append(text);
        }
    }

    public void CodeStarts(string sandbox, string reason)
    {
        Break();
        string level = _texts.Format("session.sandbox", sandbox);
        Log.AppendLine(
            _texts.Format("session.code-runs", reason.Length > 0 ? $"{level} ({_texts.Said(reason)})" : level), ThemeRole.Accent);
    }

    /// <summary>What a program prints as it comes.</summary>
    public void Print(string text, bool isError)
    {
        if (!_printing)
        {
            Break();
            _printing = true;
        }

        Log.Append(text, isError ? ThemeRole.Error : ThemeRole.Code);
    }

    public void Note(string text, ThemeRole role = ThemeRole.Muted)
    {
        Break();
        Log.AppendLine(text, role);
    }

    private static ThemeRole RoleOf(SessionEvent happened) => happened switch
    {
        ModelLoadFailed => ThemeRole.Error,
        FeedbackTrimmed or SessionStopped => ThemeRole.Warning,
        SessionFinished => ThemeRole.Success,
        _ => ThemeRole.Muted,
    };

    private void AddStep(StepStarted started)
    {
        Log.AppendLine("");
        string heading = $"{started.Position.StepId}  {started.Model}";
        Log.AppendLine(
            started.Attempt > 1 ? $"{heading}  {_texts.Format("session.attempt", started.Attempt)}" : heading, ThemeRole.Heading);
        foreach (string line in started.Note?.Split('\n') ?? [])
        {
            Log.AppendLine(line, ThemeRole.Accent);
        }

        if (started.SweepLine is { } swept)
        {
            Log.AppendLine(swept, ThemeRole.Muted);
        }

        if (started.RandomLine is { } drawn)
        {
            Log.AppendLine(drawn, ThemeRole.Muted);
        }

        if (!_style.Prompts)
        {
            Quote(Beginning(started.Prompt));
            return;
        }

        Part("session.sent-system", started.SystemPrompt);
        Part("session.sent-previous", started.PreviousResponse);
        Part("session.sent-prompt", started.Prompt);
    }

    private void Part(string key, string text)
    {
        if (text.Length > 0)
        {
            Log.AppendLine(_texts[key], ThemeRole.Accent);
            Quote(text);
        }
    }

    private void Quote(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            Log.AppendLine("> " + line.TrimEnd('\r'), ThemeRole.Quote);
        }
    }

    private static string Beginning(string prompt)
    {
        string[] lines = prompt.Split('\n');
        string shown = string.Join('\n', lines.Take(PromptLinesShown));
        if (shown.Length > PromptCharsShown)
        {
            int end = char.IsHighSurrogate(shown[PromptCharsShown - 1]) ? PromptCharsShown - 1 : PromptCharsShown;
            shown = shown[..end];
        }

        return shown.Length < prompt.Length ? shown + " …" : shown;
    }

    private long AddResponse(ResponseCommitted committed, bool isTextShown)
    {
        if (!isTextShown)
        {
            Break();
            Stream(committed.Text);
        }

        Break();
        long line = Log.EndNumber;
        Log.AppendLine(_texts.Response(committed), ThemeRole.Muted);
        _findings.ForEach(finding => Log.AppendLine(finding, ThemeRole.Warning));
        _findings.Clear();
        return line;
    }

    private long AddOutcome(CodeOutcome outcome, bool isTextShown)
    {
        if (!isTextShown)
        {
            foreach (OutputPart part in outcome.Output.IsDefaultOrEmpty ? [] : outcome.Output)
            {
                Print(part.Text, part.IsError);
            }
        }

        Break();
        long line = Log.EndNumber;
        bool isWell = outcome is { End: CodeRunEnd.Exited, ExitCode: 0 } or { End: CodeRunEnd.NothingToRun };
        Log.AppendLine(_texts.Outcome(outcome), isWell ? ThemeRole.Muted : ThemeRole.Warning);
        Extra(_texts.Said(outcome.Message));
        Extra(outcome.IsOutputCut ? _texts["session.output-cut"] : "");
        foreach (ProducedFile file in outcome.Files.IsDefaultOrEmpty ? [] : outcome.Files)
        {
            Log.AppendLine(_texts.Format("session.file", file.Name, _texts.Bytes(file.Bytes)), ThemeRole.Link);
        }

        foreach (string note in outcome.FileNotes.IsDefaultOrEmpty ? [] : outcome.FileNotes)
        {
            Extra(_texts.Said(note));
        }

        return line;
    }

    private void Extra(string text)
    {
        if (text.Length > 0)
        {
            Log.AppendLine(text, ThemeRole.Warning);
        }
    }

    private void AddFailure(StepFailed failed)
    {
        string key = failed.WillRetry ? "session.note-retry" : "session.note-failed";
        Log.AppendLine(
            _texts.Format(key, failed.Position.StepId, _texts["session.failure." + failed.Reason],
                _texts.Said(failed.Message)),
            failed.WillRetry ? ThemeRole.Warning : ThemeRole.Error);
    }

    // Whatever comes next begins on a line of its own and outside of any code block.
    private void Break()
    {
        _markdown.Restart();
        _printing = false;
    }
}
