using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Chains.Sessions;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using ModelLoaded = Samantha.Chains.Sessions.ModelLoaded;

namespace Samantha.Actors.Replay;

/// <summary>
/// Answers every recorded response of a session again, with what was sent then, and tells whether the tokens are the same. It has
/// an engine process of its own, runs no code and writes nothing: what programs printed is part of what was sent.
/// </summary>
public sealed class SessionVerifier(EngineSupply supply, ModelResolver resolver, ModelHashes hashes)
{
    /// <param name="events">The session's events from the first one on.</param>
    /// <param name="threads">Another number of threads than recorded, to see what it changes; null: as recorded.</param>
    /// <param name="ct">Ends the verification.</param>
    /// <exception cref="ModelNotFoundException">A model of the session is not here any more.</exception>
    /// <exception cref="EngineFailedException">A model cannot be loaded, or a response cannot be given at all.</exception>
    public async IAsyncEnumerable<ReplayedStep> VerifyAsync(
        IEnumerable<SessionEvent> events, int? threads = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var recording = new SessionRecording();
        await using var engine = new ReplayEngine(supply);
        string sha256 = "";
        bool isFirst = true;
        foreach (SessionEvent sessionEvent in events)
        {
            recording.Add(sessionEvent);

            // A load in the recording forgot the conversation: with reset-model = off that shows in what comes next.
            isFirst |= sessionEvent is ModelLoaded;
            if (recording.Answered(sessionEvent) is not var (started, committed, entry))
            {
                continue;
            }

            LoadRequest wanted = recording.Load(entry, resolver.Resolve(entry.Model).Path);
            wanted = threads is { } other ? wanted with { Threads = other, BatchThreads = other } : wanted;
            (IEngine client, LoadedModel model, bool loadedNow) =
                await engine.LoadAsync(wanted, isFirst, ct).ConfigureAwait(false);
            isFirst = false;
            if (loadedNow)
            {
                sha256 = (await hashes.HashAsync(wanted.ModelPath, ct).ConfigureAwait(false)).Sha256;
            }

            GenerationResult now = await client.GenerateAsync(recording.Request(started, committed), null, ct)
                .ConfigureAwait(false);
            ImmutableArray<string> causes =
                ReplayComparison.Causes(recording.LoadOf(entry.Name), recording.FileOf(entry.Name), model, sha256);
            ReplayDifference? difference = ReplayComparison.Compare(committed, now, causes);
            yield return new ReplayedStep(committed.Position, entry.Name, now.ResponseTokens, difference, causes);
        }
    }
}
