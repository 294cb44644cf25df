using Microsoft.Extensions.Logging;
using Samantha.Actors.Control;
using Samantha.Actors.Journal;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Sessions;

/// <summary>
/// The ChainSession's fifth part: its restarts and its end. Whoever was waiting for an answer gets one, and the next instance goes on
/// from the journal.
/// </summary>
public sealed partial class ChainSession
{
    private const string InternalError = "an internal error interrupted the session (see the log)";

    private bool _isRestarting;
    private bool _wasRestarted;

    protected override void PreRestart(Exception reason, object message)
    {
        switch (message)
        {
            case CommandSession or ReplacePrevious:
                Sender.Tell(new CommandAnswer(_session, false, InternalError));
                break;
            case GetSessionStatus:
                Sender.Tell(Status());
                break;
            case ControlRequest request:
                Sender.Tell(ControlReply.Refuse(request, InternalError));
                break;
        }

        _isRestarting = true;
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        _log.LogError(reason, "session {Session} failed and goes on from its journal", _session);
        Note("an internal error interrupted the session; it goes on from its journal");
        (_reopen, _wasRestarted) = (true, true);
        base.PostRestart(reason);
    }

    // Whoever resumes a session wants it to go on, so that resuming forgets what was asked before. This one resumes itself.
    private void KeepWishes(SessionState before)
    {
        if (before.IsPaused)
        {
            Record((n, at) => new PauseRequested(n, at, ThisProgram), Nothing);
        }

        if (before.IsStopRequested)
        {
            Record((n, at) => new StopRequested(n, at, before.IsStopNowRequested, ThisProgram), Nothing);
        }
    }

    protected override void PostStop()
    {
        CloseControl();
        AbandonCode();
        StopReadingAhead();
        if (!_ended)
        {
            _context.Journal.Tell(new CloseJournal(_session));
        }

        if (!_isRestarting)
        {
            Answer(new StartAnswer(_session, false, $"session {_session}: {InternalError}", StartProblem.Internal));
        }

        base.PostStop();
    }
}
