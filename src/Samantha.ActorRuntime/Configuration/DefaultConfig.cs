namespace Samantha.ActorRuntime.Configuration;

/// <summary>Every setting that the runtime reads, with its default. The names are Akka.NET's.</summary>
internal static class DefaultConfig
{
    public static Config Value { get; } = ConfigurationFactory.ParseString(
        """
        akka {
          actor {
            ask-timeout = infinite                # for an Ask that gives none
            default-dispatcher.throughput = 30    # messages an actor handles before it gives its thread back
            default-mailbox.stash-capacity = -1   # for IWithStash; -1 is no bound
          }
          coordinated-shutdown {
            default-phase-timeout = 5 s
                    run-by-clr-shutdown-hook = on         # run when the process exits
            phases {
              before-service-unbind {}
              service-unbind {}
              service-requests-done {}
              service-stop {}
              before-actor-system-terminate {}
              actor-system-terminate { timeout = 10 s }
            }
          }
        }
        """);
}
