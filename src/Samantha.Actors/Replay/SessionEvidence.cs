using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Steps;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Steering;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using ModelLoaded = Samantha.Chains.Sessions.ModelLoaded;

namespace Samantha.Actors.Replay;

/// <summary>
/// How the tokens of a session's responses were chosen: from its journal where it kept that, else by answering them again. It has
/// an engine of its own, only when it needs one, and writes nothing.
/// </summary>
public sealed class SessionEvidence(EngineSupply supply, IModelResolver resolver)
{
    /// <param name="reader">The session's journal.</param>
    /// <param name="wanted">Null = all steps.</param>
    /// <param name="candidates">For responses that are answered again.</param>
    /// <param name="recompute">Also answer those again whose evidence the journal has.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="ModelNotFoundException">A model that is needed is not here any more.</exception>
    /// <exception cref="EngineFailedException">A model cannot be loaded, or a response cannot be given.</exception>
    public async IAsyncEnumerable<ExplainedResponse> ReadAsync(
        JournalReader reader, StepPosition? wanted, int candidates, bool recompute, [EnumeratorCancellation] CancellationToken ct)
    {
        var recording = new SessionRecording();
        await using var engine = new ReplayEngine(supply);
        bool fresh = true;
        foreach (SessionEvent sessionEvent in SessionJournals.Events(reader))
        {
            recording.Add(sessionEvent);
            fresh |= sessionEvent is ModelLoaded;
            if (recording.Answered(sessionEvent) is not { } answered
                || (wanted is { } position && answered.Committed.Position != position))
            {
                continue;
            }

            (StepStarted started, ResponseCommitted committed, _) = answered;
            ImmutableArray<TokenEvidence> kept = recompute ? [] : Kept(reader, committed);
            if (!kept.IsEmpty)
            {
                yield return new ExplainedResponse(started, committed, kept, FromJournal: true, SameTokens: true);
                continue;
            }

            LoadRequest load = recording.Load(answered.Model, resolver.Resolve(answered.Model.Model).Path);
            (IEngine client, _, _) = await engine.LoadAsync(load, fresh, ct).ConfigureAwait(false);
            fresh = false;
            List<TokenEvidence> tokens = [];
            GenerateRequest request = recording.Request(started, committed) with { Pace = new ResponsePace(Candidates: candidates) };
            GenerationResult now = await client.GenerateAsync(
                request,
                update => tokens.AddRange(update is TokensGenerated generated ? StepEvidence.Of(generated.Explained) : []),
                ct).ConfigureAwait(false);
            ct.ThrowIfCancellationRequested();
            bool same = committed.TokenIds is null
                ? now.Text == committed.Text
                : TokenIds.Read(committed.TokenIds).SequenceEqual(now.TokenIds);
            yield return new ExplainedResponse(started, committed, [.. tokens], FromJournal: false, same);
        }
    }

    /// <summary>What the journal has of a response; empty when it is not all there.</summary>
    public static ImmutableArray<TokenEvidence> Kept(JournalReader reader, ResponseCommitted committed)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(committed);
        ImmutableArray<TokenEvidence>.Builder tokens = ImmutableArray.CreateBuilder<TokenEvidence>();
        try
        {
            foreach (EvidenceRow row in reader.ReadEvidence(committed.Position.StepId))
            {
                if (row.Attempt == committed.Attempt)
                {
                    // A response that a detector cut is shorter than what was chosen.
                    tokens.AddRange(EvidenceCodec.Read(row.Block.Data).Where(token =>
                        token.Index < committed.ResponseTokens
                        || (token.EndsTurn && token.Index == committed.ResponseTokens)));
                }
            }
        }
        catch (FormatException)
        {
            return []; // Of a newer version: the response can still be answered again.
        }

        bool isWhole = tokens.Count >= committed.ResponseTokens && tokens.Select((token, i) => token.Index == i).All(holds => holds);
        return isWhole ? tokens.ToImmutable() : [];
    }
}
