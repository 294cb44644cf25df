using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Reports;
using Samantha.Chains.Sessions;
using Samantha.Chains.Studies;

namespace Samantha.Exports.Reading;

/// <summary>
/// What must be known before the first step can be written: the chain, the totals and a short line per step. Made by reading
/// the records once; it keeps no texts of steps.
/// </summary>
internal sealed record Overview
{
    public required SessionStarted Start { get; init; }

    /// <summary>Where the session came from; null when it is no branch.</summary>
    public SessionBranched? Branch { get; init; }

    public string ChainText => Branch?.Chain ?? Start.Chain;

    public ulong BaseSeed => Branch?.BaseSeed ?? Start.BaseSeed;

    public string Fingerprint => Branch?.Fingerprint ?? Start.Fingerprint;

    /// <summary>Null when this version cannot read the stored chain.</summary>
    public ChainDefinition? Chain { get; init; }

    public required ImmutableArray<StepLine> Steps { get; init; }

    /// <summary>Each way in which a model was loaded, once.</summary>
    public required ImmutableArray<ModelLoaded> Models { get; init; }

    /// <summary>The content of each model file, once.</summary>
    public required ImmutableArray<ModelHashed> Hashes { get; init; }

    public required SessionEnding Ending { get; init; }

    /// <summary>What the session came to; null when nobody worked that out.</summary>
    public SessionReport? Report { get; init; }

    /// <summary>What the settings did to the responses; null when the chain varies none.</summary>
    public SettingsStudy? Study { get; init; }

    public DateTimeOffset LastAtUtc { get; init; }

    public long Records { get; init; }

    public long Unknown { get; init; }

    public string? Damage { get; init; }

    public string Name => Chain is { Name.Length: > 0 } chain ? chain.Name : Start.SessionId;

    public long Answered => Steps.LongCount(step => step.End == StepEnd.Answered);

    public long Failed => Steps.LongCount(step => step.End == StepEnd.Failed);

    public long PromptTokens => Steps.Sum(step => (long)step.PromptTokens);

    public long ResponseTokens => Steps.Sum(step => (long)step.ResponseTokens);

    public double ModelSeconds => Steps.Sum(step => step.Seconds);

    public double FastestTokensPerSecond => Steps.Max(step => step.TokensPerSecond) ?? 0;
}
