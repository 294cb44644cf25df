using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Replay;
using Samantha.Actors.Storage;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Engine.Protocol;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Library;

/// <summary>Evidence from the journal where it has it; else the response is answered again, by an engine of its own.</summary>
public sealed class EvidenceDesk(SessionIndex sessions, Func<EngineSupply> supply, IModelResolver resolver) : IEvidenceDesk
{
    public Task<ExplainedResponse?> ReadAsync(
        SessionId session, StepPosition? position, int candidates, CancellationToken ct) =>
        Task.Run(() => FindAsync(session, position, candidates, ct), ct);

    private async Task<ExplainedResponse?> FindAsync(
        SessionId session, StepPosition? position, int candidates, CancellationToken ct)
    {
        try
        {
            using JournalReader reader = JournalReader.Open(sessions.Get(session).Folder);
            if ((position ?? LastOf(reader)) is not { } wanted)
            {
                return null;
            }

            ExplainedResponse? found = null;
            await foreach (ExplainedResponse response in new SessionEvidence(supply(), resolver)
                .ReadAsync(reader, wanted, candidates, recompute: false, ct).ConfigureAwait(false))
            {
                found = response;
            }

            return found;
        }
        catch (Exception e) when (e is JournalException or EngineFailedException or ModelNotFoundException)
        {
            throw new LibraryException(e.Message, e);
        }
    }

    private static StepPosition? LastOf(JournalReader reader) => SessionJournals.Events(reader)
        .OfType<ResponseCommitted>()
        .LastOrDefault(response => response.StopReason != ResponseStopReason.Interrupted && response.ResponseTokens > 0)?.Position;
}
