using System.Collections.Immutable;

namespace Samantha.Host.Composition;

/// <summary>What the user said about places on the command line; null or empty where nothing was said.</summary>
internal sealed record Places(string? Data, ImmutableArray<string> ModelsFolders, string? Config)
{
    public static Places None { get; } = new(null, [], null);
}
