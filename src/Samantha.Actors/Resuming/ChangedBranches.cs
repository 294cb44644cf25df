using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Resuming;

/// <summary>Makes branches that go on with what was changed since their session began: its own chain file, its model files.</summary>
internal sealed class ChangedBranches(
    DataFolder data, ResumeCheck check, Func<ChainSource, ChainReading> read, string programVersion, TimeProvider time)
{
    /// <exception cref="BranchException">There is nothing to go on with, or the chain cannot follow.</exception>
    /// <exception cref="JournalException">A journal cannot be read or written.</exception>
    /// <exception cref="SessionInUseException">The session runs.</exception>
    public async Task<SessionId> CreateAsync(SessionId session, CancellationToken ct)
    {
        try
        {
            SessionFacts facts = SessionFacts.Read(data.SessionFolder(session)) ?? throw new BranchException(
                $"session {session} was ended before its first event was written, so there is nothing to branch off");
            (ChainDefinition chain, ChainSource? source) = BranchChain.Of(facts, read);
            ResumeDifferences found = await check.FindAsync(session, ct).ConfigureAwait(false);
            return SessionBranches.Create(data, session, chain, source, found.Models, programVersion, time);
        }
        catch (FormatException e)
        {
            throw new BranchException($"{session}: {e.Message}");
        }
    }
}
