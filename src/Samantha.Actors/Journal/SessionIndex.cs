using System.Collections.Immutable;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Journal;

/// <summary>
/// The sessions in a data folder: lists them and finds the one that the user means. Reads summaries only; one damaged session
/// never hides the others.
/// </summary>
public sealed class SessionIndex
{
    /// <summary>The word for the most recently started session.</summary>
    public const string LastWord = "last";

    private const int CandidatesShownMax = 10;

    /// <summary>A millisecond each; the machinery for several at a time costs more at a start.</summary>
    private const int OneAfterTheOtherMax = 32;

    public SessionIndex(DataFolder data) => Data = data;

    public DataFolder Data { get; }

    /// <summary>Newest first.</summary>
    public ImmutableArray<SessionListing> List()
    {
        ImmutableArray<SessionId> ids = Ids();
        var all = new SessionListing[ids.Length];
        if (ids.Length <= OneAfterTheOtherMax)
        {
            for (int index = 0; index < all.Length; index++)
            {
                all[index] = Get(ids[index]);
            }
        }
        else
        {
            Parallel.For(0, all.Length, index => all[index] = Get(ids[index]));
        }

        Array.Sort(all, static (one, other) =>
        {
            int order = StartedUtc(other).CompareTo(StartedUtc(one));
            return order != 0 ? order : other.Id.CompareTo(one.Id);
        });
        return [.. all];
    }

    public SessionListing Get(SessionId id)
    {
        string folder = Data.SessionFolder(id);
        SessionSummary? summary = null;
        string? problem = null;

        // The lock first: a session that starts in between then shows as interrupted for a moment rather than a dead one as
        // alive.
        bool isAlive = SessionLock.IsHeld(folder);
        try
        {
            using JournalReader reader = JournalReader.Open(folder);
            summary = reader.ReadSummary();
        }
        catch (JournalException e) when (e.Problem is JournalProblem.NotFound or JournalProblem.Empty)
        {
            // Killed before its first event, or about to write it: nothing is damaged.
        }
        catch (JournalException e)
        {
            problem = e.Message;
        }

        return new SessionListing(id, folder, summary, isAlive, isAlive ? SessionLock.ReadOwner(folder) : null, problem)
        {
            Origin = SessionOrigin.Read(folder),
        };
    }

    /// <summary>An id, a unique beginning of one, the four characters at its end, or the word <c>last</c> (most recently
    /// started).</summary>
    /// <exception cref="SessionReferenceException">Nothing matches, or more than one session does.</exception>
    public SessionId Resolve(string reference)
    {
        string wanted = reference.Trim();
        ImmutableArray<SessionId> ids = Ids();
        if (ids.IsEmpty)
        {
            throw new SessionReferenceException($"there are no sessions in '{Data.Root}' yet", []);
        }

        if (wanted == LastWord)
        {
            return Last(ids);
        }

        ImmutableArray<SessionId> matches = wanted.Length == 0
            ? []
            : [.. ids.Where(id => id.Text.StartsWith(wanted, StringComparison.Ordinal) || id.Suffix == wanted)];
        return matches.Length switch
        {
            1 => matches[0],
            _ when matches.FirstOrDefault(id => id.Text == wanted) is { Text.Length: > 0 } exact => exact,
            0 => throw new SessionReferenceException(
                $"no session is called '{wanted}'; samantha sessions lists them (the newest are {Names(ids)})", []),
            _ => throw new SessionReferenceException(
                $"'{wanted}' means {matches.Length} sessions: {Names(matches)}; type more of the one you mean", matches),
        };
    }

    private static string Names(ImmutableArray<SessionId> ids)
    {
        string names = string.Join(", ", ids.Take(CandidatesShownMax));
        return ids.Length > CandidatesShownMax ? $"{names} and {ids.Length - CandidatesShownMax} more" : names;
    }

    private static DateTimeOffset StartedUtc(SessionListing listing) => listing.Summary?.StartedUtc ?? listing.Id.CreatedUtc;

    /// <summary>Ids tell the minute only; within the newest minute the summaries decide.</summary>
    private SessionId Last(ImmutableArray<SessionId> newestFirst) =>
        newestFirst
            .TakeWhile(id => id.CreatedUtc == newestFirst[0].CreatedUtc)
            .Select(Get)
            .OrderByDescending(StartedUtc)
            .ThenByDescending(listing => listing.Id)
            .First().Id;

    private ImmutableArray<SessionId> Ids()
    {
        try
        {
            var ids = new List<SessionId>();
            foreach (string folder in Directory.EnumerateDirectories(Data.SessionsFolder))
            {
                if (SessionId.TryParse(Path.GetFileName(folder), out SessionId id))
                {
                    ids.Add(id);
                }
            }

            return [.. ids.OrderDescending()];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"the sessions in '{Data.SessionsFolder}' cannot be listed: {e.Message}", e);
        }
    }
}
