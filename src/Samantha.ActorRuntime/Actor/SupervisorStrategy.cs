using Samantha.ActorRuntime.Cells;
using Samantha.ActorRuntime.Event;

namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// What a parent does about failing children. Failures are published on the event stream as <see cref="Error"/> or <see
/// cref="Warning"/>.
/// </summary>
public abstract class SupervisorStrategy
{
    /// <summary>Stop what could not be made, was killed or lost a watched actor; restart after everything else.</summary>
    public static readonly IDecider DefaultDecider = Actor.Decider.From(static cause => cause
        is ActorInitializationException or ActorKilledException or DeathPactException ? Directive.Stop : Directive.Restart);

    /// <summary>One for one, unlimited and without delay.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>One for one, always stop.</summary>
    public static readonly OneForOneStrategy StoppingStrategy = new(static _ => Directive.Stop);

    private protected SupervisorStrategy()
    {
    }

    public abstract IDecider Decider { get; }

    protected bool LoggingEnabled { get; set; } = true;

    /// <summary>Decides and acts. False means escalate: the parent has to fail with the same cause.</summary>
    internal bool HandleFailure(ActorCell parent, ChildEntry child, Exception cause)
    {
        var directive = Decider.Decide(cause);
        if (LoggingEnabled)
        {
            Publish(parent, child, cause, directive);
        }

        switch (directive)
        {
            case Directive.Resume:
                ActorCell.ResumeChild(child, cause);
                return true;
            case Directive.Restart:
                RestartOrStop(parent, child, cause);
                return true;
            case Directive.Stop:
                Stop(parent, child);
                return true;
            default:
                return false;
        }
    }

    private protected abstract void RestartOrStop(ActorCell parent, ChildEntry child, Exception cause);

    private protected abstract void Stop(ActorCell parent, ChildEntry child);

    private static void Publish(ActorCell parent, ChildEntry child, Exception cause, Directive directive)
    {
        var source = child.Ref.Path.ToString();
        var message = cause is ActorInitializationException { InnerException: { } inner } ? inner.Message : cause.Message;
        switch (directive)
        {
            case Directive.Escalate:
                break;
            case Directive.Resume:
                parent.System.EventStream.Publish(new Warning(cause, source, typeof(SupervisorStrategy), message));
                break;
            default:
                parent.System.EventStream.Publish(new Error(cause, source, typeof(SupervisorStrategy), message));
                break;
        }
    }
}
