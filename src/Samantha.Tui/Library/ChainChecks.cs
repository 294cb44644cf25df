using System.Collections.Immutable;
using System.Globalization;
using Samantha.Actors.Checking;
using Samantha.Actors.ModelFiles;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Plans;
using Samantha.Engine.Client;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Library;

/// <summary>
/// Looks at everything a chain needs without running it: models and their headers, the plan, and on request the tokens of each
/// prompt with engines that load vocabularies only, one after the other.
/// </summary>
/// <param name="reading">Reads the text.</param>
/// <param name="shelf">Knows the models.</param>
/// <param name="defaultModel">For chains that name none.</param>
public sealed class ChainChecks(IChainReading reading, IModelShelf shelf, string defaultModel) : IChainChecks
{
    public Task<ChainReport> LookAsync(string text, string path, CancellationToken ct) => Task.Run(() => Look(text, path), ct);

    public async Task<ChainReport> CountAsync(string text, string path, IProgress<string>? progress, CancellationToken ct)
    {
        ChainReport report = await LookAsync(text, path, ct).ConfigureAwait(false);
        if (report.Chain is not { } chain)
        {
            return report;
        }

        var counted = new HashSet<(string Path, int Window)>();
        var counts = ImmutableArray.CreateBuilder<ReportedCounts>();
        for (int i = 0; i < report.Models.Length; i++)
        {
            ReportedModel model = report.Models[i];
            if (model.File is { } file && counted.Add((file.Path, model.WindowTokens)))
            {
                progress?.Report(model.Entry.Name);
                counts.Add(await CountWithAsync(chain, model, i + 1, ct).ConfigureAwait(false));
            }
        }

        return report with { Counts = counts.ToImmutable(), Findings = [.. report.Findings, .. TooLong(path, counts)] };
    }

    private ChainReport Look(string text, string path)
    {
        ChainFileResult read = reading.Read(text, path);
        if (read.Chain is not { } found)
        {
            return new ChainReport(null, read.Diagnostics, CanRun: false, [], null, []);
        }

        ChainDefinition chain = Completed(found, path);
        ImmutableArray<Diagnostic> checks = ChainCheck.Of(chain, Path.GetFileName(path));
        bool canRun = !checks.Any(check => check.IsError) && !chain.Prompts.Items.IsEmpty;
        // The reader has put places to what it found; the same message without one says nothing new.
        IEnumerable<Diagnostic> added = checks.Where(check => read.Diagnostics.All(known => known.Message != check.Message));
        return new ChainReport(
            chain, [.. read.Diagnostics, .. added], canRun, [.. chain.Models.Select(entry => LookAt(chain, entry))],
            canRun ? Plan.Create(chain, chain.Seed ?? 0) : null, []);
    }

    private ChainDefinition Completed(ChainDefinition chain, string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        ImmutableArray<ModelEntry> models = chain.Models.IsEmpty ? [ModelEntry.Of(defaultModel)] : chain.Models;
        return chain with
        {
            Name = chain.Name.Length > 0 ? chain.Name : Path.GetFileNameWithoutExtension(path),
            Models = [.. models.Select(entry => WithPath(entry, folder))],
        };
    }

    // A name stays a name: the models folder may move. A path is fixed now, because a session is resumed from anywhere.
    private ModelEntry WithPath(ModelEntry entry, string folder)
    {
        bool isPath = entry.Model.AsSpan().ContainsAny('/', '\\') || File.Exists(Path.Combine(folder, entry.Model));
        if (!isPath || entry.Model.Contains("://", StringComparison.Ordinal) || Path.IsPathRooted(entry.Model))
        {
            return entry;
        }

        try
        {
            return entry with { Model = shelf.Resolve(entry.Model, folder).Path };
        }
        catch (ModelNotFoundException)
        {
            return entry; // Told where models are looked at.
        }
    }

    private ReportedModel LookAt(ChainDefinition chain, ModelEntry entry)
    {
        int asked = chain.HyperparametersOf(entry).ContextTokens;
        ResolvedModel? resolved = null;
        try
        {
            resolved = shelf.Resolve(entry.Model);
            if (resolved.NeedsDownload)
            {
                return new ReportedModel(entry, resolved, null, asked, null);
            }

            GgufFile file = GgufReader.Read(resolved.Path);
            return new ReportedModel(entry, resolved, file, asked == 0 ? file.TrainedContextTokens : asked, Memory(file, asked));
        }
        catch (Exception e) when (e is ModelNotFoundException or GgufException)
        {
            return new ReportedModel(entry, resolved, null, asked, e.Message);
        }
    }

    private string? Memory(GgufFile file, int contextTokens)
    {
        const double Gibi = 1024.0 * 1024 * 1024;
        GgufMemoryEstimate estimate = GgufMemoryEstimate.For(file, contextTokens);
        return shelf.AvailableMemoryBytes() is { } available && estimate.TotalBytes > available
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"needs about {estimate.TotalBytes / Gibi:0.0} GiB of memory with {estimate.ContextTokens} tokens of context, "
                + $"and {available / Gibi:0.0} GiB are available; a smaller n_ctx needs less")
            : null;
    }

    private async Task<ReportedCounts> CountWithAsync(
        ChainDefinition chain, ReportedModel model, int number, CancellationToken ct)
    {
        try
        {
            await using EngineClient engine = await shelf.OpenVocabularyAsync(model.Resolved!, ct).ConfigureAwait(false);
            ImmutableArray<int?> tokens = await PromptTokens.CountAsync(engine, chain, ct).ConfigureAwait(false);
            return new ReportedCounts(number, model.WindowTokens, tokens, null);
        }
        catch (EngineFailedException e)
        {
            return new ReportedCounts(number, model.WindowTokens, [], e.Message);
        }
    }

    private static IEnumerable<Diagnostic> TooLong(string path, IEnumerable<ReportedCounts> all)
    {
        foreach (ReportedCounts counts in all)
        {
            if (counts.Problem is { } problem)
            {
                yield return Diagnostic.Error(
                    Path.GetFileName(path), 0, 0, $"Tokens of model {counts.ModelNumber} cannot be counted: {problem}");
            }

            for (int i = 0; i < counts.PromptTokens.Length; i++)
            {
                if (counts.PromptTokens[i] is { } tokens && counts.WindowTokens > 0 && tokens >= counts.WindowTokens)
                {
                    yield return Diagnostic.Error(
                        Path.GetFileName(path), 0, 0, $"Prompt {i + 1} has {tokens} tokens for model {counts.ModelNumber}, whose "
                        + $"context takes {counts.WindowTokens}. Use a larger n_ctx or a shorter prompt.");
                }
            }
        }
    }
}
