using System.Collections.Immutable;
using Samantha.Actors.Steps;
using Samantha.Chains.Evidence;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Sessions;

/// <summary>
/// The ChainSession's fifth part: people who watch tokens being chosen. Their pace holds for the running step and those after it;
/// it changes no token and is no event. Evidence is kept only when the chain says so.
/// </summary>
public sealed partial class ChainSession
{
    private ResponsePace _pace = ResponsePace.Free;

    private EvidenceSettings Evidence => _writes.State.Chain?.Evidence ?? EvidenceSettings.Default;

    private void ReceiveLearning()
    {
        Receive<SteerSession>(OnSteer);
        Receive<StepPreviewed>(m => m.Position == RunningPosition, m =>
            Publish(new StepChoicePreviewed(_session, m.Position, m.Sampling, m.Token)));
    }

    private void OnSteer(SteerSession steer)
    {
        SteerCommand command = steer.Command;
        if (command is SetPace { Pace: var pace })
        {
            if (pace.FindProblem() is not null)
            {
                return;
            }

            _pace = pace;
            command = new SetPace(StepPace());
        }

        _step?.Actor.Tell(new SteerStep(command));
    }

    /// <summary>What the next step is asked for: the learner's pace, and the candidates that somebody wants.</summary>
    private ResponsePace StepPace() => Evidence.Enabled
        ? _pace with { Candidates = Math.Max(_pace.Candidates, Evidence.Candidates) }
        : _pace;

    private void OnExplained(StepTextGrew grew)
    {
        if (grew.Explained.IsDefaultOrEmpty)
        {
            return;
        }

        if (Evidence.Enabled)
        {
            _step!.Evidence.Add([.. grew.Explained.Select(token => token.Limit(Evidence.Candidates))]);
        }

        if (_pace.Candidates > 0)
        {
            Publish(new StepTokensExplained(
                _session, grew.Position, _step!.Order.Attempt, [.. grew.Explained.Select(token => token.Limit(_pace.Candidates))]));
        }
    }

    private ImmutableArray<Journal.EvidenceRow> EvidenceOf(RunningStep done) =>
        Evidence.Enabled ? done.Evidence.Rows(done.Order.Step.Position.StepId, done.Order.Attempt) : [];
}
