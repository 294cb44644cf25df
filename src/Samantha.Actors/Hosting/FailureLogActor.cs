using Microsoft.Extensions.Logging;

namespace Samantha.Actors.Hosting;

/// <summary>Writes what the actor runtime reports of failed actors into the log. It changes nothing and tells nobody.</summary>
internal sealed class FailureLogActor : ReceiveActor
{
    public FailureLogActor(ILoggerFactory loggers)
    {
        ILogger log = loggers.CreateLogger<FailureLogActor>();
        Receive<ActorError>(failure => log.LogError(failure.Cause, "{Actor}: {Message}", failure.LogSource, failure.Message));
    }

    public static Props For(ILoggerFactory loggers) => Props.Create(() => new FailureLogActor(loggers));
}
