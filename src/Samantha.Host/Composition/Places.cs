using System.Collections.Immutable;

namespace Samantha.Host.Composition;

/// <summary>
/// What the user said about places and the sandbox on the command line; null, empty or false where nothing was said.
/// </summary>
internal sealed record Places(string? Data, ImmutableArray<string> ModelsFolders, string? Config, bool NoSandbox = false)
{
    public static Places None { get; } = new(null, [], null);
}
