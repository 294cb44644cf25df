using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Samantha.Actors.Models;
using Samantha.Actors.Replay;
using Samantha.Engine.Client;
using Samantha.Chains.Comparing;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;

namespace Samantha.Actors.Comparing;

/// <summary>
/// Has two models evaluate the same text, one after the other, each in an engine process of its own, and compares their distributions
/// behind every token. One model is in memory at a time: the first one's logits wait on disk.
/// </summary>
public sealed class ModelComparer(EngineSupply supply)
{
    /// <exception cref="VocabulariesDifferException">The models cannot be compared.</exception>
    /// <exception cref="ArgumentException">The text has no token, or its logits need too much room.</exception>
    /// <exception cref="EngineFailedException">A model cannot be loaded or evaluated.</exception>
    public async Task<TextComparison> CompareAsync(
        ComparisonRequest request, Action<ComparisonProgress>? onProgress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        ModelVocabulary first = await ModelVocabulary.ReadAsync(supply, request.FirstPath, request.Text, ct).ConfigureAwait(false);
        ModelVocabulary second = await ModelVocabulary.ReadAsync(supply, request.SecondPath, request.Text, ct).ConfigureAwait(false);
        first.RequireSame(second);
        (ImmutableArray<int> tokens, ImmutableArray<string> texts) = TokensOf(first, Window(request, first, second));
        long bytes = (long)tokens.Length * first.Tokens.Length * sizeof(float);
        if (bytes > ComparisonRequest.BytesMax)
        {
            throw new ArgumentException(
                $"the logits of {tokens.Length} tokens need {bytes / 1_000_000} MB on the disk; {ComparisonRequest.BytesMax / 1_000_000} MB "
                + "are allowed, so fewer tokens have to be compared");
        }

        using var logits = new LogitFile(request.WorkFolder, first.Tokens.Length);
        await EvaluateAsync(
            request.FirstPath, tokens, row => logits.Write(row.Logits), done => Tell(1, done), ct).ConfigureAwait(false);
        logits.Rewind();
        ImmutableArray<RowDifference>.Builder rows = ImmutableArray.CreateBuilder<RowDifference>();
        await EvaluateAsync(
            request.SecondPath,
            tokens,
            row => rows.Add(RowDifference.Of(
                row.Index, logits.Read(), MemoryMarshal.Cast<byte, float>(row.Logits),
                row.Index + 1 < tokens.Length ? tokens[row.Index + 1] : null)),
            done => Tell(2, done),
            ct).ConfigureAwait(false);
        return new TextComparison(tokens, texts, rows.ToImmutable(), first.Text.TokenCount)
        {
            BestTexts = rows.SelectMany(row => (int[])[row.FirstBest, row.SecondBest]).Distinct()
                .ToImmutableDictionary(token => token, first.TextOf),
        };

        void Tell(int model, int done) => onProgress?.Invoke(new ComparisonProgress(model, done, tokens.Length));
    }

    private static int Window(ComparisonRequest request, params ModelVocabulary[] models) =>
        models.Select(model => model.File.TrainedContextTokens).Where(tokens => tokens > 0).Append(request.TokensMax).Min();

    private static (ImmutableArray<int> Ids, ImmutableArray<string> Texts) TokensOf(ModelVocabulary model, int tokensMax)
    {
        IEnumerable<(int Id, string Text)> text = model.Text.Tokens.Select(token => (token.Id, token.Text));
        if (model.Special is { AddsBeginOfText: true, BeginOfText: >= 0 and var begin })
        {
            text = text.Prepend((begin, ""));
        }

        (int Id, string Text)[] tokens = [.. text.Take(tokensMax)];
        return tokens.Length < 2
            ? throw new ArgumentException("the text has fewer than two tokens, which is nothing to compare")
            : ([.. tokens.Select(token => token.Id)], [.. tokens.Select(token => token.Text)]);
    }

    private async Task EvaluateAsync(
        string path, ImmutableArray<int> tokens, Action<RowEvaluated> onRow, Action<int> onDone, CancellationToken ct)
    {
        await using var engine = new ReplayEngine(supply);
        (IEngine client, _, _) = await engine
            .LoadAsync(new LoadRequest(path) { ContextTokens = tokens.Length }, fresh: true, ct).ConfigureAwait(false);
        int rows = 0;
        onDone(0);
        await client.EvaluateAsync(
            new EvaluateRequest([], tokens, new SamplingSettings(), 0, EngineProtocol.EvaluateBatchMax),
            row =>
            {
                onRow(row);
                onDone(++rows);
            },
            ct).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        if (rows != tokens.Length)
        {
            throw new EngineFailedException(
                EngineFailureKind.EngineError, $"the model evaluated {rows} of {tokens.Length} tokens");
        }
    }
}
