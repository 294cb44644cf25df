using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;

namespace Samantha.Host.Running;

/// <summary>The session that a run goes on with when its first one has ended, and how it is started.</summary>
internal sealed record NextSession(SessionId Session, Func<Task<StartAnswer>> StartAsync);
