using System.Collections.Immutable;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Journal;

/// <summary>
/// The sessions in a data folder: lists them and finds the one that the user means. Reads summaries only; one damaged session never
/// hides the others.
/// </summary>
public sealed class SessionIndex
{
    public SessionIndex(DataFolder data) => Data = data;

    public DataFolder Data { get; }

    /// <summary>Newest first.</summary>
    public ImmutableArray<SessionListing> List() => throw new NotImplementedException();

    public SessionListing Get(SessionId id) => throw new NotImplementedException();

    /// <summary>An id, a unique beginning of one, the four characters at its end, or the word <c>last</c> (most recently started).</summary>
    /// <exception cref="SessionReferenceException">Nothing matches, or more than one session does.</exception>
    public SessionId Resolve(string reference) => throw new NotImplementedException();
}
