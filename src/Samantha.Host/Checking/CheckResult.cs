using System.Collections.Immutable;
using Samantha.Actors.ModelFiles;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Engine.Gguf;
using Samantha.Host.ChainInput;
using Samantha.Host.Terminal;

namespace Samantha.Host.Checking;

/// <summary>What came of checking a chain: the chain as loaded, its models, the plan and the token counts.</summary>
/// <param name="Loaded">The chain with the findings of reading it.</param>
/// <param name="Models">One row per entry of the chain's models, in order.</param>
/// <param name="Plan">Null when nothing can run.</param>
/// <param name="Counts">One row per distinct model that could count; empty when nothing was counted.</param>
internal sealed record CheckResult(
    LoadedChain Loaded, ImmutableArray<CheckedModel> Models, Plan? Plan, ImmutableArray<TokenCounts> Counts)
{
    /// <summary>How the code of models would be run; null when the chain runs none.</summary>
    public CodeCheck? Code { get; init; }

    /// <summary>What only this machine tells: a run works, but not as it was meant.</summary>
    public IEnumerable<string> Warnings => Code is { IsRun: false } code
        ? ModelWarnings.Append($"code will not be run: {code.Reason}")
        : ModelWarnings;

    private IEnumerable<string> ModelWarnings =>
        Models.Where(model => model.IsWindowChosen).Select(model => model.BeyondTraining).OfType<string>().Distinct();

    public bool HasErrors => !Loaded.CanRun || Loaded.Findings.Any(finding => finding.IsError)
        || Models.Any(model => model.Problem is not null) || Counts.Any(counts => counts.Problem is not null || !counts.AllFit);
}

/// <summary>
/// One entry of the chain's models. Resolved and File are null where the problem says why; a URL may not be there yet.
/// </summary>
/// <param name="WindowTokens">The context window a run would ask for; 0 when it is not known.</param>
/// <param name="IsWindowChosen">The chain or an option says how large it is.</param>
internal sealed record CheckedModel(
    ModelEntry Entry, ResolvedModel? Resolved, GgufFile? File, int WindowTokens, bool IsWindowChosen, string? Problem)
{
    public bool NeedsDownload => Resolved is { NeedsDownload: true };

    /// <summary>
    /// Said when the window is larger than what the model was trained with: as a warning when somebody chose it, as a note when
    /// it is the default, which does not know the model.
    /// </summary>
    public string? BeyondTraining => File is { TrainedContextTokens: > 0 and var trained } && WindowTokens > trained
        ? $"model {Entry.Name} was trained with {Amounts.Count(trained)} tokens of context, and n_ctx is "
            + $"{Amounts.Count(WindowTokens)}; beyond the trained length responses lose their sense (n_ctx = 0 keeps to it)"
        : null;
}

/// <summary>
/// Tokens of each prompt with one model's own template, in the order of the prompts; null where nothing could be counted.
/// </summary>
/// <param name="ModelNumber">The 1-based number of the first entry that uses the model.</param>
internal sealed record TokenCounts(int ModelNumber, int WindowTokens, ImmutableArray<int?> PromptTokens, string? Problem)
{
    public bool AllFit => PromptTokens.All(tokens => tokens is null || tokens < WindowTokens || WindowTokens == 0);
}

/// <summary>How code would be run here.</summary>
/// <param name="Sandbox">The level by name.</param>
/// <param name="Reason">Why that one, and what to do when none works.</param>
/// <param name="IsRun">False: there is no sandbox that works, or no Python.</param>
internal sealed record CodeCheck(string Sandbox, string Reason, bool IsRun);
