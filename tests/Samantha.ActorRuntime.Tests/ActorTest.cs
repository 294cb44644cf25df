namespace Samantha.ActorRuntime.Tests;

/// <summary>Gives each test an actor system of its own and ends it afterwards.</summary>
public abstract class ActorTest : IAsyncLifetime
{
    public const int TimeLimitMs = 30_000;

    /// <summary>Akka.NET writes to the console by default; the embedded runtime knows none of these and writes nothing.</summary>
    protected const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF, loggers = [] }";

    protected ActorSystem System { get; } = ActorSystem.Create("test", ConfigurationFactory.ParseString(Quiet));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => System.Terminate();

    protected IActorRef Start(Script script, string? name = null) => System.ActorOf(script.Props, name);

    /// <summary>
    /// An actor with one child, which it forwards every message to. <paramref name="made"/> is told the child's ref.
    /// </summary>
    protected IActorRef StartParent(Script child, SupervisorStrategy strategy, Probe made)
    {
        var script = new Script
        {
            Strategy = strategy,
            OnPreStart = self => made.Ref.Tell(self.Ctx.ActorOf(child.Props, "child"), ActorRefs.NoSender),
            OnMessage = (self, message) => self.Ctx.Child("child").Forward(message),
        };
        return Start(script);
    }
}
