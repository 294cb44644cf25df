using Samantha.ActorRuntime.Cells;
using Samantha.ActorRuntime.Configuration;
using Samantha.ActorRuntime.Event;

namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// A tree of actors with its event stream, scheduler and shutdown. It writes nothing to the console: subscribe to the event
/// stream.
/// </summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private protected ActorSystem()
    {
    }

    public abstract string Name { get; }

    public abstract Settings Settings { get; }

    public abstract EventStream EventStream { get; }

    public abstract IActorRef DeadLetters { get; }

    public abstract IScheduler Scheduler { get; }

    /// <summary>Completes after every actor's PostStop.</summary>
    public abstract Task WhenTerminated { get; }

    public static ActorSystem Create(string name) => Create(name, Config.Empty);

    /// <param name="name">Letters and digits of ASCII, '-' and '_'.</param>
    /// <param name="config">Keys under <c>akka</c>; see docs/actor-runtime.md for the ones that are read.</param>
    public static ActorSystem Create(string name, Config config) => new ActorSystemImpl(name, config);

    /// <exception cref="InvalidActorNameException">The name is taken or not well formed.</exception>
    /// <exception cref="InvalidOperationException">The system is ending.</exception>
    public abstract IActorRef ActorOf(Props props, string name = null);

    /// <summary>Stops an actor; a top-level one by way of its guardian, so later than a message told right after.</summary>
    public abstract void Stop(IActorRef actor);

    /// <summary>
    /// Runs the coordinated shutdown, whose last phase stops all actors. The task gives up waiting when that phase is out of
    /// time;
    /// <see cref="WhenTerminated"/> does not. Calling it again is harmless.
    /// </summary>
    public abstract Task Terminate();

    /// <summary>Code to run when all actors are gone, before <see cref="WhenTerminated"/> completes.</summary>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>Begins to end the system and does not wait.</summary>
    public void Dispose()
    {
        _ = Terminate();
        GC.SuppressFinalize(this);
    }
}
