using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Diagnostics;

namespace Samantha.Host.ChainInput;

/// <summary>
/// What the chain argument and the options came to. Chain is null when nothing can run; findings are in the order of reading.
/// </summary>
internal sealed record LoadedChain(string Source, ChainDefinition? Chain, ImmutableArray<Diagnostic> Findings, bool CanRun)
{
    public IEnumerable<Diagnostic> Errors => Findings.Where(finding => finding.IsError);

    public IEnumerable<Diagnostic> Warnings => Findings.Where(finding => !finding.IsError);
}
