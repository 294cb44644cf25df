using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Replay;

/// <summary>
/// Checks what is told of tokens: evaluates each response once more, in a fresh engine with an empty context and known tokens, and
/// compares the rows of logits, by arithmetic of its own, with the evidence. It writes nothing.
/// </summary>
public sealed class LogitVerifier(EngineSupply supply, IModelResolver resolver)
{
    /// <param name="reader">The session's journal.</param>
    /// <param name="wanted">Null = all steps.</param>
    /// <param name="batchTokens">Tokens of a response in one evaluation: 1 = as it was made; more is another computation.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="ModelNotFoundException">A model of the session is not here any more.</exception>
    /// <exception cref="EngineFailedException">A model cannot be loaded, or a response cannot be evaluated.</exception>
    public async IAsyncEnumerable<VerifiedLogits> VerifyAsync(
        JournalReader reader, StepPosition? wanted, int batchTokens, [EnumeratorCancellation] CancellationToken ct)
    {
        SessionRecording recording = new();
        foreach (SessionEvent sessionEvent in SessionJournals.Events(reader))
        {
            recording.Add(sessionEvent);
        }

        var evidence = new SessionEvidence(supply, resolver);
        await foreach (ExplainedResponse response in evidence
            .ReadAsync(reader, wanted, EvidenceSettings.CandidatesDefault, recompute: false, ct).ConfigureAwait(false))
        {
            ModelEntry model = recording.ModelOf(response.Started);
            LoadRequest load = recording.Load(model, resolver.Resolve(model.Model).Path);
            yield return await VerifyAsync(load, recording.Request(response.Started, response.Committed), response, batchTokens, ct)
                .ConfigureAwait(false);
        }
    }

    private async Task<VerifiedLogits> VerifyAsync(
        LoadRequest load, GenerateRequest request, ExplainedResponse response, int batchTokens, CancellationToken ct)
    {
        ImmutableArray<TokenEvidence> tokens = response.Tokens;
        var comparison = new Comparison(response);
        await using var engine = new ReplayEngine(supply);
        (IEngine client, _, _) = await engine.LoadAsync(load, fresh: true, ct).ConfigureAwait(false);
        var evaluate = new EvaluateRequest(
            request.Messages, [.. tokens.Where(t => !t.EndsTurn).Select(t => t.Token)], request.Sampling, request.Seed, batchTokens);
        await client.EvaluateAsync(
            evaluate,
            row => comparison.Add(row.Index, MemoryMarshal.Cast<byte, float>(row.Logits).ToArray(), row.Choice),
            ct).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        return comparison.Result();
    }

    /// <summary>Takes the rows one by one: nothing of them is kept.</summary>
    private sealed class Comparison(ExplainedResponse response)
    {
        private readonly ImmutableArray<int>.Builder _ranks = ImmutableArray.CreateBuilder<int>();
        private readonly ImmutableArray<DifferentChoice>.Builder _choices = ImmutableArray.CreateBuilder<DifferentChoice>();
        private int _tokens;
        private double _logits;
        private double _probabilities;
        private double _entropy;
        private double _sum;

        public void Add(int index, float[] logits, int choice)
        {
            if (index >= response.Tokens.Length)
            {
                return; // The row behind a response that did not end its turn.
            }

            TokenEvidence token = response.Tokens[index];
            double[] probabilities = LogitArithmetic.Probabilities(logits);
            _tokens++;
            _sum = Math.Max(_sum, Math.Abs(probabilities.Sum() - 1));
            _entropy = Math.Max(_entropy, Math.Abs(LogitArithmetic.EntropyBits(probabilities) - token.EntropyBits));
            foreach (EvidenceCandidate candidate in token.Candidates)
            {
                _logits = Math.Max(_logits, Math.Abs((double)candidate.Logits[0] - logits[candidate.Token]));
                _probabilities = Math.Max(_probabilities, Math.Abs(
                    token.Stages[0].ProbabilityOf(candidate.Logits[0]) - probabilities[candidate.Token]));
            }

            if (LogitArithmetic.Rank(logits, token.Token) != token.Rank)
            {
                _ranks.Add(index);
            }

            if (choice != token.Token && !token.Given)
            {
                _choices.Add(new DifferentChoice(index, token.Token, choice));
            }
        }

        public VerifiedLogits Result() => new(
            response, _tokens, _logits, _probabilities, _entropy, _sum, _ranks.ToImmutable(), _choices.ToImmutable());
    }
}
