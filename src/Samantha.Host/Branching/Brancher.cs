using System.Collections.Immutable;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Resuming;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Host.ChainInput;
using Samantha.Host.Commands;
using Samantha.Host.Composition;

namespace Samantha.Host.Branching;

/// <summary>
/// Finds the chain with which a branch goes on, has the branch made and tells what is different in it: the named chain file, else
/// the session's own file as it is now (with the options that the session was started with), else the recorded chain.
/// </summary>
internal sealed class Brancher(HostServices services, SessionListing session, bool quiet)
{
    public async Task<SessionId> BranchAsync(string? chainFile, CancellationToken cancellation)
    {
        SessionFacts facts = Facts();
        (ChainDefinition chain, ChainSource? source) = chainFile is null ? OwnChain(facts) : OtherChain(chainFile);
        var check = new ResumeCheck(
            services.Data, services.Resolver, new ModelHashes(services.Data.ModelHashesFile), _ => new ChainReading(null, IsGone: true));
        ResumeDifferences found = await check.FindAsync(session.Id, cancellation).ConfigureAwait(false);
        ImmutableArray<string> changes = [.. ChainDifference.Describe(facts.Chain(), chain), .. found.Models];
        try
        {
            SessionId branch = SessionBranches.Create(
                services.Data, session.Id, chain, source, found.Models, CommandTree.Version, services.Time);
            Tell(branch, changes);
            return branch;
        }
        catch (BranchException e)
        {
            throw CommandFailure.BadInput(e.Message);
        }
    }

    private void Tell(SessionId branch, ImmutableArray<string> changes)
    {
        if (quiet)
        {
            return;
        }

        services.Console.Note(changes.IsEmpty
            ? $"{branch} is a branch of {session.Id}; nothing is changed in it"
            : $"{branch} is a branch of {session.Id}; from here on it has these changes:");
        changes.ToList().ForEach(change => services.Console.Note("  " + change));
    }

    private SessionFacts Facts()
    {
        try
        {
            return SessionFacts.Read(session.Folder) ?? throw CommandFailure.BadInput(
                $"session {session.Id} was ended before its first event was written, so there is nothing to branch off");
        }
        catch (FormatException e)
        {
            throw new CommandFailure(ExitCodes.Storage, $"{session.Id}: {e.Message}", null, e);
        }
    }

    private (ChainDefinition Chain, ChainSource? Source) OtherChain(string file)
    {
        var named = new NamedFiles(new PdfFiles(services, isCopyAllowed: false));
        LoadedChain loaded = ChainLoader.Load(services, file, _ => new ChainOptions(), named, TextFileEncoding.Auto);
        return (ChainAcceptance.Accept(services, loaded, quiet), loaded.File);
    }

    private (ChainDefinition Chain, ChainSource? Source) OwnChain(SessionFacts facts)
    {
        try
        {
            return BranchChain.Of(facts, source => ChainRereading.Read(services, source));
        }
        catch (BranchException e)
        {
            throw CommandFailure.BadInput(
                e.Message, $"Mend it, or name another chain: samantha resume {session.Id} --branch CHAIN");
        }
    }
}
