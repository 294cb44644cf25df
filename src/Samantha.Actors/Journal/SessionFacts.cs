using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Journal;

/// <summary>
/// What a session is, without its steps: its chain, where that came from, the models as they were first met. Reads all records but
/// understands only the few that tell it, so that long sessions are quick.
/// </summary>
public sealed record SessionFacts(SessionStarted Start, SessionBranched? Branch, ModelIdentities Models)
{
    private static readonly HashSet<string> s_types =
        ["session-started", "session-branched", "model-loaded", "model-hashed"];

    /// <summary>The chain as it is in force now.</summary>
    public string ChainText => Branch?.Chain ?? Start.Chain;

    public ulong BaseSeed => Branch?.BaseSeed ?? Start.BaseSeed;

    public ChainSource? Source => Branch is { } branch ? branch.Source : Start.Source;

    /// <exception cref="FormatException">This version cannot read the stored chain.</exception>
    public ChainDefinition Chain() => ChainJson.Deserialize(ChainText);

    /// <summary>Null for a session that was ended before its first event was written.</summary>
    /// <exception cref="JournalException">There is no journal, or it cannot be read at all.</exception>
    /// <exception cref="FormatException">One of the events is damaged or of a newer version.</exception>
    public static SessionFacts? Read(string sessionFolder)
    {
        using JournalReader reader = JournalReader.Open(sessionFolder);
        SessionFacts? facts = null;
        foreach (JournalRecord record in reader.ReadFrom().Where(record => s_types.Contains(record.Type)))
        {
            facts = (SessionEventJson.Deserialize(record.Json), facts) switch
            {
                (SessionStarted started, null) => new SessionFacts(started, null, ModelIdentities.None),
                (SessionBranched branched, { } known) => known with { Branch = branched, Models = ModelIdentities.None },
                (ModelLoaded loaded, { } known) => known with { Models = known.Models.Loaded(loaded) },
                (ModelHashed hashed, { } known) => known with { Models = known.Models.Hashed(hashed) },
                _ => facts,
            };
        }

        return facts;
    }
}
