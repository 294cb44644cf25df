using Samantha.Actors.Models;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Sessions;

/// <summary>
/// The ChainSession's fifth part: pause, going on, and the replacement of what is fed back. A pause ends what runs as a stop at
/// once would, and leaves the step open; nothing waits, nothing spins, and the memory can be given back meanwhile.
/// </summary>
public sealed partial class ChainSession
{
    private bool _unloadInPause;
    private bool _resting;

    private void ReceivePause() => Receive<ModelUnloaded>(_ => { }); // Whether it was loaded makes no difference here.

    private CommandAnswer Pause(SessionCommand command, string requestedBy)
    {
        bool unload = command == SessionCommand.PauseAndUnload;
        string memory = unload ? "; the model's memory is given back" : "";
        if (_writes.State.IsStopRequested)
        {
            return new CommandAnswer(_session, false, "the session is ending already; it can be resumed later");
        }

        _unloadInPause |= unload;
        if (_writes.State.IsPaused)
        {
            WakeFromPause(""); // To rest again at once, without the model.
            return new CommandAnswer(_session, true, $"the session is paused already{memory}");
        }

        Record((n, at) => new PauseRequested(n, at, requestedBy), Nothing);
        StopRetryWait();
        CancelStep(SessionCommand.Pause);
        return new CommandAnswer(_session, true, $"the session is paused{memory}");
    }

    private CommandAnswer Continue(string requestedBy)
    {
        if (!_writes.State.IsPaused)
        {
            return new CommandAnswer(_session, false, "the session is not paused");
        }

        _unloadInPause = false;
        Record((n, at) => new SessionContinued(n, at, requestedBy), Nothing);
        return WakeFromPause("the session goes on");
    }

    private CommandAnswer Replace(string? text, string requestedBy)
    {
        if (text is null)
        {
            return new CommandAnswer(_session, false, "the request has no text");
        }

        if (_ended || _writes.State.Status != SessionStatus.Running)
        {
            return new CommandAnswer(_session, false, $"session {_session} is not running any more");
        }

        if (text.Length > ReplacePrevious.TextCharactersMax)
        {
            return new CommandAnswer(
                _session, false,
                $"a previous response has at most {ReplacePrevious.TextCharactersMax} characters, not {text.Length}");
        }

        Record((n, at) => new PreviousResponseReplaced(n, at, text, requestedBy), Nothing);
        return new CommandAnswer(_session, true, _writes.State.ReplacementToCome is null
            ? $"the next step sees a previous response of {text.Length} characters"
            : $"the step after the running one sees a previous response of {text.Length} characters");
    }

    // At rest nobody else would ask what comes next. While something is under way, its end asks.
    private CommandAnswer WakeFromPause(string message)
    {
        if (_resting)
        {
            _resting = false;
            AskWhatIsNext();
        }

        return new CommandAnswer(_session, true, message);
    }

    private void RestInPause()
    {
        _resting = true;
        Publish(new SessionRested(_session));
        if (_unloadInPause)
        {
            _unloadInPause = false;
            _context.Models.Tell(new UnloadModel());
        }
    }
}
