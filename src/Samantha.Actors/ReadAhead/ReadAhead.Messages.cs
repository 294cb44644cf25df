using Samantha.Actors.Storage;

namespace Samantha.Actors.ReadAhead;

// All messages of the ReadAheadActor. Nothing is answered: whether a file was read ahead changes no result.

/// <summary>
/// The session's next model, as the chain names it; LoadedPath is the file of the one that works now. Asked for again and again:
/// the same wish is taken once, another one takes its place.
/// </summary>
public sealed record ReadModelAhead(SessionId Session, string Model, string LoadedPath);

/// <summary>The session wants nothing read any more: its model is being loaded, or the session is over.</summary>
public sealed record StopReadingAhead(SessionId Session);
