using Samantha.ActorRuntime.Configuration;

namespace Samantha.ActorRuntime.Actor;

/// <summary>The configuration of a system, and the values that the runtime itself reads from it.</summary>
public class Settings
{
    internal Settings(Config config)
    {
        Config = config.WithFallback(DefaultConfig.Value);
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout");
        Throughput = Math.Max(1, Config.GetInt("akka.actor.default-dispatcher.throughput"));
        StashCapacity = Config.GetInt("akka.actor.default-mailbox.stash-capacity");
    }

    public Config Config { get; }

    public TimeSpan AskTimeout { get; }

    internal int Throughput { get; }

    internal int StashCapacity { get; }
}
