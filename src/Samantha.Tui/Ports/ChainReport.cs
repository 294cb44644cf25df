using System.Collections.Immutable;
using Samantha.Actors.ModelFiles;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Plans;
using Samantha.Engine.Gguf;

namespace Samantha.Tui.Ports;

/// <summary>What came of checking a chain.</summary>
/// <param name="Chain">Ready to be started (name and models filled in, paths absolute); null when it cannot be read.</param>
/// <param name="Findings">What was found while reading and checking, in order.</param>
/// <param name="CanRun">False: <see cref="Findings"/> has the errors that keep it from running.</param>
/// <param name="Models">One row per entry of the chain's models.</param>
/// <param name="Plan">Null when nothing can run.</param>
/// <param name="Counts">One row per distinct model that could count; empty when nothing was counted.</param>
public sealed record ChainReport(
    ChainDefinition? Chain, ImmutableArray<Diagnostic> Findings, bool CanRun, ImmutableArray<ReportedModel> Models, Plan? Plan,
    ImmutableArray<ReportedCounts> Counts);

/// <summary>One entry of the chain's models. Resolved and File are null where the problem says why.</summary>
/// <param name="WindowTokens">The context window a run would ask for; 0 when it is not known.</param>
public sealed record ReportedModel(ModelEntry Entry, ResolvedModel? Resolved, GgufFile? File, int WindowTokens, string? Problem)
{
    public bool NeedsDownload => Resolved is { NeedsDownload: true };
}

/// <summary>Tokens of each prompt with one model's own template, in order; null where nothing could be counted.</summary>
/// <param name="ModelNumber">The 1-based number of the first entry that uses the model.</param>
public sealed record ReportedCounts(int ModelNumber, int WindowTokens, ImmutableArray<int?> PromptTokens, string? Problem);
