using System.Collections.Immutable;
using Samantha.Chains.Diagnostics;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// What a chain file turned out to be. Chain is null when it cannot run. It is there in spite of an error when only single
/// prompts are wrong (their braces): those steps fail with a named reason and the others run.
/// </summary>
public sealed record ChainFileResult(ChainDefinition? Chain, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.IsError);
}
