using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;
using Samantha.Chains.Steering;

namespace Samantha.Actors.Resuming;

/// <summary>
/// Makes branches in which a response goes on otherwise from one of its tokens on: finds it in the journal, sees that its tokens
/// still mean what they meant, and has the branch made. Nothing is started.
/// </summary>
public sealed class SteeredBranches(DataFolder data, ResumeCheck check, string programVersion, TimeProvider time)
{
    /// <exception cref="BranchException">The response cannot go on so.</exception>
    /// <exception cref="JournalException">A journal cannot be read or written.</exception>
    public async Task<SessionId> CreateAsync(SessionId from, SteeringWish wish, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wish);
        SteeringPoint point = Find(from, wish);
        ResumeDifferences found = await check.FindAsync(from, ct).ConfigureAwait(false);
        if (!found.Models.IsEmpty)
        {
            throw new BranchException(
                $"session {from} cannot go on otherwise, because a model is not what it was: {string.Join("; ", found.Models)}");
        }

        return SessionBranches.Steer(data, from, point, wish, programVersion, time);
    }

    private SteeringPoint Find(SessionId from, SteeringWish wish)
    {
        using JournalReader reader = JournalReader.Open(data.SessionFolder(from));
        SteeringPoint? point;
        try
        {
            point = SessionSteering.Find(SessionJournals.Events(reader), wish.Position);
        }
        catch (Exception e) when (e is FormatException or SessionInvariantException)
        {
            throw new JournalException(JournalProblem.Damaged, $"session {from}: {e.Message}", e);
        }

        return SessionSteering.Problem(point, wish) is { } problem
            ? throw new BranchException($"session {from}: {problem}")
            : point!;
    }
}
