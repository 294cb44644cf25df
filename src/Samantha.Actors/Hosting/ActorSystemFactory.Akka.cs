namespace Samantha.Actors.Hosting;

/// <summary>
/// Akka.NET's way to make an actor system: no logger may write to the terminal, and long shutdowns are the caller's to bound.
/// </summary>
internal static class ActorSystemFactory
{
    public const string Runtime = "Akka.NET";

    private const string Settings = """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          loggers = []
          log-dead-letters = off
          coordinated-shutdown.exit-clr = off
          coordinated-shutdown.run-by-clr-shutdown-hook = off
        }
        """;

    public static ActorSystem Create(string name) => ActorSystem.Create(name, ConfigurationFactory.ParseString(Settings));
}
