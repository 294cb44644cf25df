namespace Samantha.ActorRuntime.Actor;

/// <summary>What a supervisor does about a failed child.</summary>
public enum Directive
{
    /// <summary>Keep the instance and its state; only the failed message is lost.</summary>
    Resume = 0,

    /// <summary>A new instance under the same ref; the mailbox is kept, the failed message is lost.</summary>
    Restart = 1,

    /// <summary>The supervisor fails itself, with the same cause.</summary>
    Escalate = 2,

    /// <summary>End it.</summary>
    Stop = 3,
}
