using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Samantha.Actors.Control;
using Samantha.Actors.Journal;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Sessions;

/// <summary>The ChainSession's other half: commands from people, the journal's answers, and the end of the session.</summary>
public sealed partial class ChainSession
{
    private const string ThisProgram = "this program";
    private const string AnotherTerminal = "another terminal";

    private static readonly TimeSpan s_controlTimeout = TimeSpan.FromSeconds(5);

    private static void Nothing()
    {
    }

    private void ReceiveCommands()
    {
        Receive<CommandSession>(m => Sender.Tell(Carry(m.Command, ThisProgram)));
        Receive<ReplacePrevious>(m => Sender.Tell(Replace(m.Text, ThisProgram)));
        Receive<GetSessionStatus>(_ => Sender.Tell(Status()));
        Receive<ControlRequest>(m => Sender.Tell(AnswerControl(m)));
    }

    private CommandAnswer Carry(SessionCommand command, string requestedBy)
    {
        if (_ended || _writes.State.Status != SessionStatus.Running)
        {
            return new CommandAnswer(_session, false, $"session {_session} is not running any more");
        }

        _log.LogInformation("session {Session}: {Command} asked for by {By}", _session, command, requestedBy);
        switch (command)
        {
            case SessionCommand.StopAfterStep when _writes.State.IsStopRequested:
                return new CommandAnswer(_session, true, "the session ends after the running step already");
            case SessionCommand.StopAfterStep:
                Record((n, at) => new StopRequested(n, at, Now: false, requestedBy), Nothing);
                return _writes.State.IsPaused
                    ? WakeFromPause("the session ends now, because it is paused")
                    : new CommandAnswer(_session, true, "the session ends after the running step");
            case SessionCommand.Pause or SessionCommand.PauseAndUnload:
                return Pause(command, requestedBy);
            case SessionCommand.Continue:
                return Continue(requestedBy);
            case SessionCommand.StopNow when _writes.State.IsStopNowRequested:
                return new CommandAnswer(_session, true, "the session is ending already");
            case SessionCommand.StopNow:
                Record((n, at) => new StopRequested(n, at, Now: true, requestedBy), Nothing);
                StopRetryWait();
                StopHashWait();
                return CancelStep(command) ?? WakeFromPause("the session ends now");
            case SessionCommand.SkipResponse or SessionCommand.SkipModel when _writes.State.IsPaused:
                return new CommandAnswer(_session, false, "the session is paused; let it go on first");
            default:
                return CancelStep(command) ?? new CommandAnswer(_session, false, "no response is running at the moment");
        }
    }

    // A step that waits to be tried again is no step that could be cancelled: ask at once instead of when the pause is over.
    private void StopRetryWait()
    {
        if (Timers.IsTimerActive(RetryTimer))
        {
            Timers.Cancel(RetryTimer);
            AskWhatIsNext();
        }
    }

    private CommandAnswer? CancelStep(SessionCommand command)
    {
        if (_step is null)
        {
            return CancelCode(command);
        }

        // A stop outranks a skip that is under way; the other way round the session is ending anyway.
        if (_step.Cancelling is null || command == SessionCommand.StopNow)
        {
            _step.Cancelling = command;
        }

        _step.Actor.Tell(new Steps.CancelStep());
        return new CommandAnswer(_session, true, _step.Cancelling switch
        {
            SessionCommand.StopNow => "the session ends now",
            SessionCommand.SkipModel => $"the turn of {_step.Order.Step.Model.Name} ends now",
            _ => "the running response ends now",
        });
    }

    private ControlReply AnswerControl(ControlRequest request)
    {
        if (request.Command == ControlCommand.Status)
        {
            return ControlReply.Accept(request, "running", Status());
        }

        CommandAnswer answer = request.Command == ControlCommand.ReplacePrevious
            ? Replace(request.Text, AnotherTerminal)
            : Carry(
            request.Command switch
            {
                ControlCommand.StopNow => SessionCommand.StopNow,
                ControlCommand.SkipResponse => SessionCommand.SkipResponse,
                ControlCommand.SkipModel => SessionCommand.SkipModel,
                ControlCommand.Pause => SessionCommand.Pause,
                ControlCommand.PauseAndUnload => SessionCommand.PauseAndUnload,
                ControlCommand.Continue => SessionCommand.Continue,
                _ => SessionCommand.StopAfterStep,
            },
            AnotherTerminal);
        return answer.Accepted ? ControlReply.Accept(request, answer.Message) : ControlReply.Refuse(request, answer.Message);
    }

    private ControlStatus Status()
    {
        double? tokensPerSecond = null;
        if (_step is { DecodingSinceUtc: { } since } && (_context.Time.GetUtcNow() - since).TotalSeconds is > 0 and var seconds)
        {
            tokensPerSecond = _step.ResponseTokens / seconds;
        }

        return new ControlStatus(
            _session.Text,
            Environment.ProcessId,
            Activity(),
            (RunningPosition ?? _code?.Position)?.StepId,
            _step?.Order.Step.Model.Name,
            _writes.State.StepsAnswered,
            _writes.StepsTotal,
            _step?.ResponseTokens ?? 0,
            tokensPerSecond,
            !_ended && _writes.State.IsPaused);
    }

    private string Activity() => this switch
    {
        { _ended: true } => "ended",
        { _writes.State.IsPaused: true } => _step is null && _code is null ? "paused" : "pausing",
        { _code: not null } => "running code",
        _ => _step?.Activity ?? "between steps",
    };

    private void OpenControl()
    {
        IActorRef self = Self;
        try
        {
            _control = _context.Door.Open(
                _context.Data.SessionFolder(_session), request => self.Ask<ControlReply>(request, s_controlTimeout));
        }
        catch (ControlException e)
        {
            Note($"the session cannot be reached from other terminals: {e.Message}");
        }
    }

    private void CloseControl()
    {
        IAsyncDisposable? control = _control;
        _control = null;
        if (control is not null)
        {
            _ = control.DisposeAsync().AsTask();
        }
    }

    private void Record(
        Func<long, DateTimeOffset, SessionEvent> make,
        Action then,
        bool clearsPartial = false,
        ImmutableArray<EvidenceRow> evidence = default) =>
        RecordAll([make], then, clearsPartial, evidence);

    private void RecordAll(
        ImmutableArray<Func<long, DateTimeOffset, SessionEvent>> makes,
        Action then,
        bool clearsPartial = false,
        ImmutableArray<EvidenceRow> evidence = default)
    {
        if (_clock is { } clock && MachineClocks.MayHaveGap(clock, _context.Time))
        {
            NoteClockGaps();
        }

        _context.Journal.Tell(_writes.Record(makes, then, clearsPartial) with { Evidence = evidence.IsDefault ? [] : evidence });
    }

    private void OnWritten(EventsWritten written)
    {
        if (!_ended && _writes.Written(written.Ticket) is var (events, then))
        {
            foreach (SessionEvent sessionEvent in events)
            {
                Publish(new SessionEventRecorded(_session, sessionEvent));
            }

            then();
        }
    }

    private void SavePartialText()
    {
        if (_step?.TakeUnsaved() is { } text)
        {
            string stepId = _step.Order.Step.StepId;
            _context.Journal.Tell(new SavePartial(_session, stepId, _step.Order.Attempt, text, _step.ResponseTokens));
        }
    }

    // What cannot be made durable must not go on: end here, and leave the journal as it is.
    private void OnJournalFailed(string message)
    {
        if (_ended)
        {
            return;
        }

        _step?.Actor.Tell(new Steps.CancelStep());
        AbandonCode();
        Answer(new StartAnswer(_session, false, message, StartProblem.Journal));
        Publish(Ended(SessionStatusText.Failed, $"the journal cannot be written: {message}", journalFailed: true));
        Close();
    }

    private void End(string message)
    {
        Publish(Ended(SessionWrites.StatusText(_writes.State), message, journalFailed: false));
        Close();
    }

    private SessionEnded Ended(string status, string message, bool journalFailed)
    {
        SessionState state = _writes.State;
        return new(_session, status, message, state.StepsAnswered, state.ResponseTokens, state.StepsFailed, journalFailed);
    }

    private void Close()
    {
        _ended = true;
        Timers.CancelAll();
        StopReadingAhead();
        CloseControl();
        _context.Journal.Tell(new CloseJournal(_session));
        Context.SetReceiveTimeout(s_closeTimeout);
    }

    private void OnCloseTimeout()
    {
        if (_ended)
        {
            _log.LogWarning("the journal of {Session} did not close in time", _session);
            Context.Stop(Self);
        }
    }

    private void Answer(StartAnswer answer) => _ticket.Answer(answer);

    private void Note(string text) => Publish(new SessionNoted(_session, text));

    private static void Publish(SessionNews news) => Context.System.EventStream.Publish(news);
}
