#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Dispatch;
using Samantha.ActorRuntime.Event;

namespace Samantha.ActorRuntime.Cells;

/// <summary>System messages, and the two ends of a life: making the instance, and stopping it, children first.</summary>
internal sealed partial class ActorCell
{
    private ActorBase? _actor;
    private ActorTimers? _timers;
    private MessageStash? _stash;
    private Phase _phase = Phase.Running;

    private enum Phase
    {
        /// <summary>Handles messages, unless suspended.</summary>
        Running,

        /// <summary>The first instance could not be made; waits for its children to end, to try again.</summary>
        AwaitingChildrenToCreate,

        /// <summary>PreRestart is through; waits for the stopped children to end.</summary>
        AwaitingChildrenToRecreate,

        /// <summary>Told to stop; waits for all children to end.</summary>
        AwaitingChildrenToStop,

        /// <summary>PostStop is through.</summary>
        Terminated,
    }

    private bool IsStopping => _phase is Phase.AwaitingChildrenToStop or Phase.Terminated;

    public void InvokeSystem(SystemMessage message)
    {
        if (IsTerminated)
        {
            if (message is Watch late)
            {
                late.Watcher.SendSystem(new ActorDied(_self, ExistenceConfirmed: false));
            }

            return;
        }

        try
        {
            HandleSystem(message);
        }
        catch (Exception cause)
        {
            Fail(cause);
        }
    }

    private void HandleSystem(SystemMessage message)
    {
        switch (message)
        {
            case Create:
                CreateFirst();
                break;
            case Terminate:
                BeginStop();
                break;
            case Suspend:
                SuspendWithChildren();
                break;
            case Resume resume:
                OnResume(resume.Failure);
                break;
            case Recreate recreate:
                OnRecreate(recreate.Cause);
                break;
            case Watch watch:
                _watchedBy.Add(watch.Watcher);
                break;
            case Unwatch unwatch:
                _watchedBy.Remove(unwatch.Watcher);
                break;
            case ActorDied died:
                OnActorDied(died);
                break;
            case Failed failed:
                OnChildFailed(failed);
                break;
        }
    }

    private void CreateFirst()
    {
        try
        {
            MakeInstance().AroundPreStart();
            StartReceiveTimerIfAsked();
        }
        catch (Exception cause)
        {
            ForgetInstance();
            Fail(new ActorInitializationException(_self, "exception during creation", cause));
        }
    }

    private ActorBase MakeInstance()
    {
        _behaviours.Clear();
        _strategy = null;
        s_constructing = this;
        try
        {
            _actor = Props.NewActor();
        }
        finally
        {
            s_constructing = null;
        }

        if (_actor is IActorStash stashing)
        {
            var capacity = stashing is IWithUnboundedStash ? -1 : Props.StashCapacity ?? System.Settings.StashCapacity;
            _stash = new MessageStash(this, capacity);
            stashing.Stash = _stash;
        }

        (_actor as ReceiveActor)?.FinishRegistration();
        return _actor;
    }

    /// <summary>
    /// Lets go of the instance: timers end, the stash goes back in front of the mailbox, and it is disposed if it can be.
    /// </summary>
    private void ForgetInstance()
    {
        _timers?.CancelAll();
        _timers = null;
        _stash?.UnstashAll();
        _stash = null;
        var actor = _actor;
        _actor = null;
        if (actor is not IDisposable disposable)
        {
            return;
        }

        try
        {
            disposable.Dispose();
        }
        catch (Exception cause)
        {
            PublishError(cause, $"exception in Dispose: {cause.Message}");
        }
    }

    private void BeginStop()
    {
        if (IsStopping)
        {
            return;
        }

        SetReceiveTimeout(null);
        _phase = Phase.AwaitingChildrenToStop;
        _children.Close();
        StopAllChildren();
        if (!_children.AnyDying)
        {
            FinishStop();
        }
    }

    private void FinishStop()
    {
        if (_actor is not null)
        {
            _timers?.CancelAll();
            try
            {
                _actor.AroundPostStop();
            }
            catch (Exception cause)
            {
                PublishError(cause, $"exception in PostStop: {cause.Message}");
            }
        }

        ForgetInstance();
        SetReceiveTimeout(null);
        _phase = Phase.Terminated;
        TellWatchersOfTheEnd();
        _behaviours.Clear();
        _failedEnvelope = default;
    }

    private void StartReceiveTimerIfAsked()
    {
        if (ReceiveTimeout is not null)
        {
            RestartReceiveTimer();
        }
    }

    private void PublishError(Exception cause, string message) =>
        System.EventStream.Publish(new Error(cause, _self.Path.ToString(), Props.Type, message));
}
