#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Configuration;
using Samantha.ActorRuntime.Event;
using Samantha.ActorRuntime.Dispatch;

namespace Samantha.ActorRuntime.Cells;

/// <summary>Puts a system together and takes it apart: guardian, event stream, scheduler, shutdown.</summary>
internal sealed class ActorSystemImpl : ActorSystem
{
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _changing = new();
    private readonly Stack<Action> _onTermination = new();
    private readonly SystemScheduler _scheduler;
    private readonly LocalRef _guardian;
    private readonly ActorPath _tempPath;
    private long _lastUid;
    private long _lastTempNumber;

    public ActorSystemImpl(string name, Config config)
        : this(name, config, PoolDispatcher.Instance, TimeProvider.System)
    {
    }

    public ActorSystemImpl(string name, Config config, IDispatcher dispatcher, TimeProvider time)
    {
        if (string.IsNullOrEmpty(name) || !char.IsAsciiLetterOrDigit(name[0])
            || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException(
                $"[{name}] is not a name for an actor system: ASCII letters and digits, and '-' and '_' but not at the start",
                nameof(name));
        }

        ArgumentNullException.ThrowIfNull(config);
        (Name, Dispatcher, Time) = (name, dispatcher, time);
        Settings = new Settings(config);
        RootPath = new ActorPath(name);
        _tempPath = new ActorPath(RootPath, "temp", 0);
        EventStream = new EventStream(this);
        DeadLetterRef = new DeadLetterRef(this, new ActorPath(RootPath, "deadLetters", 0));
        _scheduler = new SystemScheduler(Time);
        Shutdown = new CoordinatedShutdown(this);
        _guardian = new LocalRef(
            this, new ActorPath(RootPath, "user", NextUid()), new RootRef(this), Props.Create<GuardianActor>());
        _guardian.Start();
        if (Settings.Config.GetBoolean("akka.coordinated-shutdown.run-by-clr-shutdown-hook"))
        {
            AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        }
    }

    public override string Name { get; }

    public override Settings Settings { get; }

    public override EventStream EventStream { get; }

    public override IActorRef DeadLetters => DeadLetterRef;

    public override IScheduler Scheduler => _scheduler;

    public override Task WhenTerminated => _terminated.Task;

    public TimeProvider Time { get; }

    public IDispatcher Dispatcher { get; }

    public ActorPath RootPath { get; }

    public DeadLetterRef DeadLetterRef { get; }

    public CoordinatedShutdown Shutdown { get; }

    public override IActorRef ActorOf(Props props, string? name = null) => _guardian.Cell.ActorOf(props, name);

    public override void Stop(IActorRef actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Path.Parent is { } parent && parent.Equals(_guardian.Path))
        {
            _guardian.Tell(new GuardianActor.StopChild(actor), ActorRefs.NoSender);
        }
        else
        {
            (actor as IInternalRef)?.SendSystem(new Terminate());
        }
    }

    public override Task Terminate() => Shutdown.Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);

    public override void RegisterOnTermination(Action code)
    {
        ArgumentNullException.ThrowIfNull(code);
        lock (_changing)
        {
            if (WhenTerminated.IsCompleted)
            {
                throw new InvalidOperationException("the actor system has terminated already");
            }

            _onTermination.Push(code);
        }
    }

    public long NextUid() => Interlocked.Increment(ref _lastUid);

    public ActorPath NextTempPath() =>
        new(_tempPath, ChildRegistry.GenerateName(Interlocked.Increment(ref _lastTempNumber) - 1), NextUid());

    public Task StopAllActors()
    {
        _guardian.SendSystem(new Terminate());
        return WhenTerminated;
    }

    /// <summary>The guardian is gone. Away from its thread, because foreign code is run.</summary>
    public void OnAllActorsGone() => Dispatcher.RunAside(End);

    private void End()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        while (true)
        {
            Action? code;
            lock (_changing)
            {
                if (!_onTermination.TryPop(out code))
                {
                    _scheduler.Dispose();
                    _terminated.TrySetResult();
                    return;
                }
            }

            try
            {
                code();
            }
            catch (Exception cause)
            {
                EventStream.Publish(new Error(cause, RootPath.ToString(), typeof(ActorSystem),
                    $"exception in a termination callback: {cause.Message}"));
            }
        }
    }

    private void OnProcessExit(object? sender, EventArgs arguments) =>
        Shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance).Wait(Shutdown.TotalTimeout);
}
