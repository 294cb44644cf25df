namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// How something went that was asked for. <c>PipeTo</c> sends <see cref="Failure"/>; <c>Ask</c> throws its cause.
/// </summary>
public abstract class Status
{
    /// <summary>It went well.</summary>
    public sealed class Success : Status
    {
        public static readonly Success Instance = new(null);

        public readonly object Status;

        public Success(object status) => Status = status;

        public override string ToString() => $"Status.Success: {Status}";
    }

    /// <summary>It went wrong.</summary>
    public sealed class Failure : Status
    {
        public readonly Exception Cause;

        public readonly object State;

        public Failure(Exception cause) => Cause = cause;

        public Failure(Exception cause, object state)
        {
            Cause = cause;
            State = state;
        }

        public override string ToString() => $"Status.Failure: {Cause}";
    }
}
