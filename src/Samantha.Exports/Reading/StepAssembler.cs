using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Exports.Reading;

/// <summary>
/// Puts the events of a journal together into steps, one after the other; it holds the step that is open and the notes that
/// belong after it. It accepts any order of events, because a damaged journal must be readable too, and drops none.
/// </summary>
internal sealed class StepAssembler
{
    private readonly Queue<ExportItem> _ready = new();
    private readonly List<NoteItem> _afterStep = [];
    private ExportStep? _open;
    private (StepPosition Position, int Attempt) _last;

    /// <summary>All items of a source, as they are asked for. No more than so many records are read.</summary>
    public static IEnumerable<ExportItem> Items(ExportSource source, long recordsMax)
    {
        var assembler = new StepAssembler();
        var records = 0L;
        foreach (var record in source.Records())
        {
            if (records == recordsMax)
            {
                break;
            }

            records++;
            if (record.Event is null)
            {
                continue;
            }

            foreach (var item in assembler.Add(record.Event))
            {
                yield return item;
            }
        }

        foreach (var item in assembler.Complete(source.Unfinished()))
        {
            yield return item;
        }
    }

    /// <summary>The items that are complete after this event; often none.</summary>
    public IEnumerable<ExportItem> Add(SessionEvent sessionEvent)
    {
        switch (sessionEvent)
        {
            case StepStarted started:
                Close();
                _open = new ExportStep(started.Position, started.Attempt) { Started = started };
                break;
            case ResponseCommitted response:
                OnResponse(response);
                break;
            case CodeExecuted code when _open is { Response: not null } && _open.Position == code.Position:
                _open = _open with { Code = code };
                Close();
                break;
            case StepFailed failed:
                _open = OpenFor(failed.Position, failed.Attempt) with { Failure = failed };
                Close();
                break;
            case ModelSkipped skipped:
                _open = OpenFor(skipped.Position, AttemptAt(skipped.Position)) with { Skipped = skipped };
                Close();
                break;
            case FeedbackTrimmed trimmed when _open is { Response: null } && _open.Position == trimmed.Position:
                _open = _open with { Trim = trimmed };
                Close();
                break;
            case ModelLoaded or ModelLoadFailed:
                _ready.Enqueue(new NoteItem(sessionEvent));
                break;
            default:
                Note(sessionEvent);
                break;
        }

        return Drain();
    }

    /// <summary>What is still open at the end of the journal.</summary>
    public IEnumerable<ExportItem> Complete(UnfinishedResponse? unfinished)
    {
        if (unfinished is not null && _open is { Response: null } && _open.Position == unfinished.Position
            && _open.Attempt == unfinished.Attempt)
        {
            _open = _open with { Unfinished = unfinished };
        }

        Close();
        return Drain();
    }

    private void OnResponse(ResponseCommitted response)
    {
        _open = OpenFor(response.Position, response.Attempt) with { Response = response };
        if (response.Code is null)
        {
            Close();
        }
    }

    /// <summary>The open step if it is this one and nothing settled it; else a new one.</summary>
    private ExportStep OpenFor(StepPosition position, int attempt)
    {
        if (_open is { Response: null } && _open.Position == position && _open.Attempt == attempt)
        {
            return _open;
        }

        Close();
        return new ExportStep(position, attempt);
    }

    private int AttemptAt(StepPosition position) =>
        _open?.Position == position ? _open.Attempt : _last.Position == position ? _last.Attempt + 1 : 1;

    private void Note(SessionEvent sessionEvent)
    {
        var note = new NoteItem(sessionEvent);
        if (_open is null)
        {
            _ready.Enqueue(note);
        }
        else
        {
            _afterStep.Add(note);
        }
    }

    private void Close()
    {
        if (_open is { } step)
        {
            _ready.Enqueue(new StepItem(step));
            _last = (step.Position, step.Attempt);
            _open = null;
        }

        _afterStep.ForEach(_ready.Enqueue);
        _afterStep.Clear();
    }

    private IEnumerable<ExportItem> Drain()
    {
        while (_ready.TryDequeue(out var item))
        {
            yield return item;
        }
    }
}
