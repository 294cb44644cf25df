using Samantha.Actors.ReadAhead;
using Samantha.Actors.Steps;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Sessions;

/// <summary>
/// The ChainSession's part that looks ahead: while a model works, the file of the one that comes next is read into the page
/// cache. Told again with every step, so that a skip, a failure or a stop changes it.
/// </summary>
public sealed partial class ChainSession
{
    private string? _readyModel;

    private void ReadNextModelAhead(StepModelReady ready)
    {
        _readyModel = _plan!.StepAt(ready.Position).Model.Model;
        if (_writes.State.IsStopRequested || _plan.NextLoadAfter(ready.Position) is not { } next)
        {
            StopReadingAhead();
            return;
        }

        _context.ReadAhead.Tell(new ReadModelAhead(_session, next.Model, ready.Use.Load.ModelPath));
    }

    // From here on the engine reads the file itself, as fast as it can.
    private void LeaveReadingToTheEngine(RunStep run)
    {
        if (_readyModel is not null && run.Step.Model.Model != _readyModel)
        {
            StopReadingAhead();
        }
    }

    private void StopReadingAhead() => _context.ReadAhead.Tell(new StopReadingAhead(_session));
}
