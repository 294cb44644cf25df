using Samantha.ActorRuntime.Cells;

namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// The orderly end of a system: phases one after the other, the tasks of a phase side by side, each phase with a time limit. A
/// task
/// that fails or is late is reported and does not stop the rest. Runs once; the first reason wins.
/// </summary>
public sealed class CoordinatedShutdown
{
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";
    public const string PhaseServiceUnbind = "service-unbind";
    public const string PhaseServiceRequestsDone = "service-requests-done";
    public const string PhaseServiceStop = "service-stop";
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private readonly ShutdownRun _run;

    internal CoordinatedShutdown(ActorSystemImpl system) => _run = new ShutdownRun(system);

    /// <summary>Null until it runs.</summary>
    public Reason ShutdownReason => _run.Reason;

    /// <summary>The time limits of all phases together.</summary>
    public TimeSpan TotalTimeout => _run.TotalTimeout;

    public static CoordinatedShutdown Get(ActorSystem sys)
    {
        ArgumentNullException.ThrowIfNull(sys);
        return ((ActorSystemImpl)sys).Shutdown;
    }

    /// <param name="phase">One of the phases named here.</param>
    /// <param name="taskName">For reports.</param>
    /// <param name="task">Started when the phase begins.</param>
    /// <exception cref="ArgumentException">There is no such phase, or the name is empty.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task) => _run.AddTask(phase, taskName, task);

    /// <summary>Starts the shutdown, or returns the one that is under way.</summary>
    public Task<Done> Run(Reason reason, string fromPhase = null) => _run.Start(reason, fromPhase);

    /// <summary>The time limit of a phase.</summary>
    public TimeSpan Timeout(string phase) => _run.TimeoutOf(phase);

    /// <summary>Why the system ends.</summary>
    public abstract class Reason
    {
        /// <summary>What the process should end with if it ends now.</summary>
        public abstract int ExitCode { get; }
    }

    /// <summary>Nobody said why.</summary>
    public class UnknownReason : Reason
    {
        public static readonly Reason Instance = new UnknownReason();

        private UnknownReason()
        {
        }

        public override int ExitCode => 0;
    }

    /// <summary><see cref="ActorSystem.Terminate"/> was called.</summary>
    public class ActorSystemTerminateReason : Reason
    {
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        private ActorSystemTerminateReason()
        {
        }

        public override int ExitCode => 0;
    }

    /// <summary>The process ends.</summary>
    public class ClrExitReason : Reason
    {
        public static readonly Reason Instance = new ClrExitReason();

        private ClrExitReason()
        {
        }

        public override int ExitCode => 0;
    }
}
