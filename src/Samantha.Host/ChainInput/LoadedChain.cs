using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Sessions;

namespace Samantha.Host.ChainInput;

/// <summary>
/// What the chain argument and the options came to. Chain is null when nothing can run; findings are in the order of reading.
/// </summary>
internal sealed record LoadedChain(string Source, ChainDefinition? Chain, ImmutableArray<Diagnostic> Findings, bool CanRun)
{
    /// <summary>The file, for the journal; null when the options are the chain.</summary>
    public ChainSource? File { get; init; }

    public IEnumerable<Diagnostic> Errors => Findings.Where(finding => finding.IsError);

    public IEnumerable<Diagnostic> Warnings => Findings.Where(finding => !finding.IsError);
}
