using Samantha.Chains.ChainFiles;

namespace Samantha.Actors.Resuming;

/// <summary>
/// A chain file read once more: the chain, or why there is none. IsGone: there is no such file any more, which changes nothing for
/// a session that has its chain in its journal.
/// </summary>
public sealed record ChainReading(ChainDefinition? Chain, string? Problem = null, bool IsGone = false);
