#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Dispatch;

namespace Samantha.ActorRuntime.Cells;

/// <summary>
/// Failing, and what the parent decided about it. A failure suspends the actor and its children and waits for the parent. Every
/// suspension is counted and undone by exactly one Resume or Recreate, whichever way several of them overlap.
/// </summary>
internal sealed partial class ActorCell
{
    /// <summary>
    /// Children whose failure was escalated: they wait for the decision about this actor and were not suspended again.
    /// </summary>
    private readonly HashSet<IActorRef> _perpetrators = [];

    private int _suspensions;
    private bool _failed;
    private Envelope _failedEnvelope;
    private Exception? _restartCause;

    private void Fail(Exception cause, LocalRef? perpetrator = null, bool childrenAreSuspended = false)
    {
        if (IsStopping)
        {
            PublishError(cause, cause.Message);
            return;
        }

        if (perpetrator is not null)
        {
            _perpetrators.Add(perpetrator);
        }

        if (_failed)
        {
            // The parent is deciding already. The child was suspended along with this actor and then escalated its own failure:
            // undo the former, so that both together are one suspension, as for every other perpetrator.
            perpetrator?.SendSystem(new Resume(Failure: null));
            return;
        }

        _failed = true;
        _suspensions++;
        if (!childrenAreSuspended)
        {
            TellChildren(new Suspend(), except: perpetrator);
        }

        _parent.SendSystem(new Failed(_self, cause));
    }

    private void SuspendWithChildren()
    {
        _suspensions++;
        TellChildren(new Suspend(), except: null);
    }

    private void OnResume(Exception? failure)
    {
        if (IsStopping)
        {
            return;
        }

        if (_actor is null && failure is not null && _phase == Phase.Running)
        {
            CreateAgain();
            return;
        }

        EndSuspension();
        foreach (var child in _children.All())
        {
            child.Ref.SendSystem(new Resume(_perpetrators.Contains(child.Ref) ? failure : null));
        }

        if (failure is not null)
        {
            ClearFailure();
        }
    }

    private void OnRecreate(Exception cause)
    {
        if (_phase != Phase.Running)
        {
            EndSuspension();
            return;
        }

        if (_actor is null)
        {
            CreateAgain();
            return;
        }

        _timers?.CancelAll();
        _current = _failedEnvelope;
        try
        {
            _actor.AroundPreRestart(cause, _failedEnvelope.Message);
        }
        catch (Exception inner)
        {
            PublishError(new PreRestartException(_self, inner, cause, _failedEnvelope.Message),
                $"exception in PreRestart: {inner.Message}");
        }

        _current = default;
        ForgetInstance();
        _restartCause = cause;
        if (_children.AnyDying)
        {
            _phase = Phase.AwaitingChildrenToRecreate;
        }
        else
        {
            FinishRecreate();
        }
    }

    private void FinishRecreate()
    {
        var cause = _restartCause!;
        var survivors = LiveChildren();
        _phase = Phase.Running;
        _restartCause = null;
        ClearFailure();
        EndSuspension();
        try
        {
            MakeInstance().AroundPostRestart(cause, null);
            StartReceiveTimerIfAsked();
        }
        catch (Exception inner)
        {
            ForgetInstance();
            Fail(new PostRestartException(_self, inner, cause), childrenAreSuspended: true);
            return;
        }

        foreach (var child in survivors)
        {
            child.Ref.SendSystem(new Recreate(cause));
        }
    }

    /// <summary>
    /// The instance could never be made, and the parent wants another try: without the children of the first one.
    /// </summary>
    private void CreateAgain()
    {
        StopAllChildren();
        if (_children.AnyDying)
        {
            _phase = Phase.AwaitingChildrenToCreate;
        }
        else
        {
            FinishCreateAgain();
        }
    }

    private void FinishCreateAgain()
    {
        _phase = Phase.Running;
        ClearFailure();
        EndSuspension();
        CreateFirst();
    }

    private void ClearFailure()
    {
        _failed = false;
        _failedEnvelope = default;
        _perpetrators.Clear();
    }

    private void EndSuspension() => _suspensions = Math.Max(0, _suspensions - 1);
}
