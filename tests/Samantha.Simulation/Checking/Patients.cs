using Samantha.Chains.ChainFiles;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Simulation.Checking;

/// <summary>
/// What the detectors of one session found and what followed from it, kept from its events alone: a finding is never without its
/// response, and each action is seen in what comes next.
/// </summary>
internal sealed class Patients(ChainDefinition chain, Plan plan, Action<bool, string> require)
{
    private readonly List<HealthFinding> _found = [];
    private readonly HashSet<ulong> _rejectedSeeds = [];
    private StepStarted? _open;
    private HealthFinding? _acted;
    private bool _mustStop;

    public void Add(SessionEvent next)
    {
        if (_found.Count > 0 && next is not HealthFinding)
        {
            require(
                next is ResponseCommitted after && after.Position == _found[0].Position && after.Attempt == _found[0].Attempt,
                $"{next.GetType().Name} follows a finding about {_found[0].Position} in the place of its response");
        }

        switch (next)
        {
            case HealthFinding finding:
                require(
                    chain.Health.ActionOf(finding.Detector) != HealthAction.Off,
                    $"{finding.Detector} was found, which nobody asked for");
                _found.Add(finding);
                break;
            case ResponseCommitted committed:
                Commit(committed);
                break;
            case StepStarted started:
                Begin(started);
                break;
            case StepFailed { WillRetry: false } failed:
                Leave(failed.Position);
                _rejectedSeeds.Clear(); // Tried again by somebody who resumes, it begins anew.
                break;
            case ModelSkipped:
                _acted = null;
                break;
            case SessionStopped:
                _mustStop = false;
                break;
        }
    }

    private void Commit(ResponseCommitted committed)
    {
        HealthFinding? acting = _found.Find(f => f.Action > HealthAction.Note);
        require(
            committed.StopReason == ResponseStopReason.RejectedByDetector == (acting?.Action == HealthAction.Reseed),
            $"{committed.Position} was {committed.StopReason}, and the detectors asked for {acting?.Action}");
        require(
            acting is null || committed.Code is null || acting.Action is HealthAction.RaiseTemperature or HealthAction.InjectPrompt
                or HealthAction.Stop,
            $"the code of the response to {committed.Position} was kept in spite of {acting?.Action}");
        _found.Clear();
        switch (committed.StopReason)
        {
            case ResponseStopReason.Interrupted:
                break;
            case ResponseStopReason.RejectedByDetector:
                _rejectedSeeds.Add(_open!.Seed);
                require(
                    _rejectedSeeds.Count <= chain.Health.ReseedAttempts,
                    $"{committed.Position} was rejected {_rejectedSeeds.Count} times");
                break;
            default:
                _rejectedSeeds.Clear();
                _acted = acting;
                _mustStop |= acting?.Action == HealthAction.Stop;
                break;
        }
    }

    private void Begin(StepStarted started)
    {
        require(!_mustStop, $"{started.Position} began although a detector asked to stop");
        require(!_rejectedSeeds.Contains(started.Seed), $"{started.Position} is answered again with a seed that was rejected");
        if (_acted is { } acted && acted.Position != started.Position)
        {
            double usual = chain.Sweep.CellOf(started.Position.Round)?.Overrides.Temperature ?? chain.Hyperparameters.Temperature ?? 0;
            require(
                acted.InjectedPrompt is not { } text || started.Prompt.StartsWith(text, StringComparison.Ordinal),
                $"{started.Position} began without the prompt that {acted.Position} asked to inject");
            require(
                acted.TemperatureRaise is not { } raise
                    || Math.Abs(started.Hyperparameters.Temperature - Math.Min(5, usual + raise)) < 0.001,
                $"{started.Position} began with temperature {started.Hyperparameters.Temperature}, raised by {acted.TemperatureRaise}");
        }

        Leave(started.Position);
        _open = started;
    }

    private void Leave(StepPosition position)
    {
        if (_acted is { Action: HealthAction.NextModel } acted && acted.Position != position)
        {
            require(
                plan.AfterModel(acted.Position) == position,
                $"{position} came after {acted.Position}, whose model was to be left");
        }

        _acted = _acted?.Position == position ? _acted : null;
        if (_open?.Position != position)
        {
            _rejectedSeeds.Clear();
        }
    }
}
