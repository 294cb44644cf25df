using Samantha.Actors.Journal;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Resuming;

/// <summary>
/// The chain with which a branch goes on when none is named: the session's own file as it is now, with the options that the session
/// was started with, else the recorded chain.
/// </summary>
public static class BranchChain
{
    /// <param name="facts">Of the session to branch off.</param>
    /// <param name="read">Reads the chain file.</param>
    /// <exception cref="BranchException">The file is there and cannot be used.</exception>
    /// <exception cref="FormatException">This version cannot read the recorded chain.</exception>
    public static (ChainDefinition Chain, ChainSource? Source) Of(SessionFacts facts, Func<ChainSource, ChainReading> read)
    {
        ChainDefinition recorded = facts.Chain();
        if (facts.Source is not { } source)
        {
            return (recorded, null);
        }

        ChainReading now = read(source);
        if (now.IsGone)
        {
            return (recorded, source);
        }

        ChainDefinition alone = now.Chain ?? throw new BranchException($"{source.Path} cannot be used: {now.Problem}");
        ChainDefinition then = source.Chain is { } text ? ChainJson.Deserialize(text) : recorded;
        ChainDefinition chain = ChainRebase.Of(then, recorded, alone);
        string aloneText = ChainJson.Serialize(alone);
        return (chain, source with { Chain = aloneText == ChainJson.Serialize(chain) ? null : aloneText });
    }
}
