using Samantha.Actors.CodeRuns;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Sessions;

/// <summary>
/// The ChainSession's third part: the code of a response that is committed is run before anything else comes. A program that was
/// stopped leaves no event, so that a resumed session runs it again; a skipped one is recorded as skipped.
/// </summary>
public sealed partial class ChainSession
{
    private RunningCode? _code;

    private void ReceiveCode()
    {
        Receive<ProgramStarted>(m => m.Job == _code?.Job, m => Publish(
            new StepCodeStarted(_session, _code!.Position, m.Sandbox, m.SandboxReason)));
        Receive<ProgramPrinted>(m => m.Job == _code?.Job, m => Publish(
            new StepCodePrinted(_session, _code!.Position, m.IsError, m.Text)));
        Receive<ProgramEnded>(m => m.Job == _code?.Job, OnProgramEnded);
        Receive<ProgramStarted>(_ => { }); // Of a program that is over, or of the instance before a restart.
        Receive<ProgramPrinted>(_ => { });
        Receive<ProgramEnded>(_ => { });
    }

    private void ExpectCode()
    {
        if (_writes.State.Chain is { RunCode: true } chain)
        {
            _context.Code.Tell(new ExpectPrograms(chain.Code));
        }
    }

    private void StartCode(RunCode run)
    {
        _code = new RunningCode(run.Position, run.Attempt);
        string files = SessionFiles.FolderOf(_context.Data.SessionFolder(_session), run.Position.StepId);
        _context.Code.Tell(new RunProgram(_code.Job, new CodeOrder(run.Code, _writes.State.Chain!.Code, files)));
    }

    private void OnProgramEnded(ProgramEnded ended)
    {
        RunningCode done = _code!;
        _code = null;
        if (ended.Outcome.End == CodeRunEnd.Skipped && done.Cancelling is null or SessionCommand.StopNow or SessionCommand.Pause)
        {
            AskWhatIsNext();
            return;
        }

        Action then = done.Cancelling == SessionCommand.SkipModel ? () => SkipModelAfter(done.Position) : AskWhatIsNext;
        Record((n, at) => new CodeExecuted(n, at, done.Position, done.Attempt, ended.Outcome), then);
    }

    // The step itself is answered; what is skipped is what the model would have said after it.
    private void SkipModelAfter(StepPosition position)
    {
        if (_plan!.After(position) is { } next && _plan.Order.IsSameTurn(position, next))
        {
            string model = _plan.StepAt(next).Model.Name;
            Record((n, at) => new ModelSkipped(n, at, next, model), AskWhatIsNext);
        }
        else
        {
            AskWhatIsNext();
        }
    }

    private CommandAnswer? CancelCode(SessionCommand command)
    {
        if (_code is null)
        {
            return null;
        }

        if (_code.Cancelling is null || command == SessionCommand.StopNow)
        {
            _code.Cancelling = command;
        }

        _context.Code.Tell(new CancelProgram(_code.Job));
        return new CommandAnswer(_session, true, _code.Cancelling switch
        {
            SessionCommand.StopNow => "the session ends now",
            SessionCommand.SkipModel => "the program ends now, and the model's turn with it",
            _ => "the running program ends now",
        });
    }

    private void AbandonCode()
    {
        if (_code is { } code)
        {
            _context.Code.Tell(new CancelProgram(code.Job));
            _code = null;
        }
    }
}
