#nullable enable
namespace Samantha.ActorRuntime.Dispatch;

/// <summary>
/// Messages about an actor's life. They have their own queue, emptied before every ordinary message, also while it is
/// suspended.
/// </summary>
internal abstract record SystemMessage;

internal sealed record Create : SystemMessage;

internal sealed record Terminate : SystemMessage;

internal sealed record Suspend : SystemMessage;

/// <param name="Failure">The failure that this answers; null if the actor was only suspended along with its parent.</param>
internal sealed record Resume(Exception? Failure) : SystemMessage;

internal sealed record Recreate(Exception Cause) : SystemMessage;

internal sealed record Watch(IInternalRef Watcher) : SystemMessage;

internal sealed record Unwatch(IInternalRef Watcher) : SystemMessage;

/// <summary>
/// To the parent and the watchers, after PostStop; <paramref name="ExistenceConfirmed"/> is false if it was dead when watched.
/// </summary>
internal sealed record ActorDied(IInternalRef Subject, bool ExistenceConfirmed) : SystemMessage;

/// <summary>To the parent: the child is suspended and waits for a directive.</summary>
internal sealed record Failed(IInternalRef Child, Exception Cause) : SystemMessage;
