namespace Samantha.ActorRuntime.Tests;

/// <summary>What a <see cref="Scripted"/> actor does. The same object is given to every instance, so it can count them.</summary>
public sealed class Script
{
    private int _instances;

    public Action<Scripted>? OnConstruct { get; init; }

    public Action<Scripted, object> OnMessage { get; init; } = static (_, _) => { };

    public Action<Scripted>? OnPreStart { get; init; }

    public Action<Scripted>? OnPostStop { get; init; }

    public Action<Scripted, Exception, object?>? OnPreRestart { get; init; }

    public Action<Scripted, Exception>? OnPostRestart { get; init; }

    /// <summary>False: PreRestart does not call the base, so children live.</summary>
    public bool StopsChildrenOnRestart { get; init; } = true;

    public SupervisorStrategy? Strategy { get; init; }

    public int Instances => Volatile.Read(ref _instances);

    public Props Props => Props.Create(() => new Scripted(this));

    public int CountInstance() => Interlocked.Increment(ref _instances);
}

/// <summary>An actor made of lambdas, with its protected members open to them.</summary>
public class Scripted : UntypedActor
{
    private readonly Script _script;
    private readonly Func<IActorContext> _context = static () => Context;

    public Scripted(Script script)
    {
        _script = script;
        Number = script.CountInstance();
        script.OnConstruct?.Invoke(this);
    }

    /// <summary>Which instance this is, from 1.</summary>
    public int Number { get; }

    public IActorContext Ctx => _context();

    public IActorRef Me => Self;

    public IActorRef From => Sender;

    public void LeaveUnhandled(object message) => Unhandled(message);

    public void Behave(UntypedReceive receive) => Become(receive);

    protected override void OnReceive(object message) => _script.OnMessage(this, message);

    protected override void PreStart() => _script.OnPreStart?.Invoke(this);

    protected override void PostStop() => _script.OnPostStop?.Invoke(this);

    protected override void PreRestart(Exception reason, object message)
    {
        _script.OnPreRestart?.Invoke(this, reason, message);
        if (_script.StopsChildrenOnRestart)
        {
            base.PreRestart(reason, message);
        }
    }

    protected override void PostRestart(Exception reason)
    {
        _script.OnPostRestart?.Invoke(this, reason);
        base.PostRestart(reason);
    }

    protected override SupervisorStrategy SupervisorStrategy() => _script.Strategy ?? base.SupervisorStrategy();
}

/// <summary>The failure that tests make actors fail with.</summary>
public sealed class DeliberateException(string message) : Exception(message);
