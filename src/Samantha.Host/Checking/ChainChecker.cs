using System.Collections.Immutable;
using Samantha.Actors.Checking;
using Samantha.Actors.ModelFiles;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Engine.Client;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;
using Samantha.Host.ChainInput;
using Samantha.Host.CodeRuns;
using Samantha.Host.Composition;
using Samantha.Host.Inspection;
using Samantha.Sandbox.Levels;

namespace Samantha.Host.Checking;

/// <summary>
/// Looks at everything a chain needs without running it: resolves models, reads their headers, makes the plan, and counts the
/// tokens of each prompt with engines that load vocabularies only, one after the other.
/// </summary>
internal static class ChainChecker
{
    public static async Task<CheckResult> CheckAsync(
        HostServices services, LoadedChain loaded, bool countsTokens, CancellationToken cancellation)
    {
        if (loaded.Chain is not { } chain)
        {
            return new CheckResult(loaded, [], null, []);
        }

        ImmutableArray<CheckedModel> models = [.. chain.Models.Select(entry => Look(services, chain, entry))];
        Plan? plan = loaded.CanRun ? Plan.Create(chain, chain.Seed ?? 0) : null;
        ImmutableArray<TokenCounts> counts = countsTokens
            ? await CountAsync(services, chain, models, cancellation).ConfigureAwait(false)
            : [];
        return new CheckResult(loaded, models, plan, counts)
        {
            Code = chain.RunCode ? await CodeAsync(services, cancellation).ConfigureAwait(false) : null,
        };
    }

    private static async Task<CodeCheck> CodeAsync(HostServices services, CancellationToken cancellation)
    {
        if (services.Python is { Found: null } search)
        {
            return new CodeCheck(SandboxWords.Name(null), search.Reason, IsRun: false);
        }

        SandboxReport report = await services.Sandbox.ProbeAsync(cancellation).ConfigureAwait(false);
        return new CodeCheck(SandboxWords.Name(report.Level), report.Reason, report.IsAvailable);
    }

    private static CheckedModel Look(HostServices services, ChainDefinition chain, ModelEntry entry)
    {
        int asked = chain.HyperparametersOf(entry).ContextTokens;
        bool isChosen = (entry.Hyperparameters.ContextTokens ?? chain.Hyperparameters.ContextTokens) is not null;
        ResolvedModel? resolved = null;
        try
        {
            resolved = services.Resolver.Resolve(entry.Model);
            if (resolved.NeedsDownload)
            {
                return new CheckedModel(entry, resolved, null, asked, isChosen, null);
            }

            GgufFile file = GgufReader.Read(resolved.Path);
            int window = asked == 0 ? file.TrainedContextTokens : asked;
            return new CheckedModel(entry, resolved, file, window, isChosen, Memory(file, asked));
        }
        catch (Exception e) when (e is ModelNotFoundException or GgufException)
        {
            return new CheckedModel(entry, resolved, null, asked, isChosen, e.Message);
        }
    }

    private static string? Memory(GgufFile file, int contextTokens)
    {
        GgufMemoryEstimate estimate = GgufMemoryEstimate.For(file, contextTokens);
        return MachineMemory.AvailableBytes() is { } available && estimate.TotalBytes > available
            ? $"needs about {Terminal.Amounts.Bytes(estimate.TotalBytes)} of memory with {estimate.ContextTokens} tokens of "
                + $"context, and {Terminal.Amounts.Bytes(available)} are available; a smaller n_ctx needs less"
            : null;
    }

    private static async Task<ImmutableArray<TokenCounts>> CountAsync(
        HostServices services, ChainDefinition chain, ImmutableArray<CheckedModel> models, CancellationToken cancellation)
    {
        var counted = new HashSet<(string Path, int Window)>();
        var all = ImmutableArray.CreateBuilder<TokenCounts>();
        for (int i = 0; i < models.Length; i++)
        {
            if (models[i].File is { } file && counted.Add((file.Path, models[i].WindowTokens)))
            {
                all.Add(await CountWithAsync(services, chain, models[i], i + 1, cancellation).ConfigureAwait(false));
            }
        }

        return all.ToImmutable();
    }

    private static async Task<TokenCounts> CountWithAsync(
        HostServices services, ChainDefinition chain, CheckedModel model, int number, CancellationToken cancellation)
    {
        try
        {
            await using EngineClient engine =
                await VocabularyEngine.OpenFileAsync(services, model.Resolved!, cancellation).ConfigureAwait(false);
            ImmutableArray<int?> tokens = await PromptTokens.CountAsync(engine, chain, cancellation).ConfigureAwait(false);
            return new TokenCounts(number, model.WindowTokens, tokens, null);
        }
        catch (EngineFailedException e)
        {
            return new TokenCounts(number, model.WindowTokens, [], e.Message);
        }
    }
}
