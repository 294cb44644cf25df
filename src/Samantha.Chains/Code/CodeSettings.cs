using System.Collections.Immutable;

namespace Samantha.Chains.Code;

/// <summary>
/// What a chain allows the code of its models: nothing but computing, unless it says otherwise. How strong the sandbox is does
/// not belong here: the user decides that, not a chain that came from somewhere.
/// </summary>
public sealed record CodeSettings
{
    public static CodeSettings Default { get; } = new();

    /// <summary>Whether programs reach the network.</summary>
    public bool Network { get; init; }

    /// <summary>Folders that programs may read, as /data/NAME.</summary>
    public ImmutableArray<CodeFolder> Readable { get; init; } = [];

    /// <summary>Folders that programs may change, as /data/NAME; what they write there stays.</summary>
    public ImmutableArray<CodeFolder> Writable { get; init; } = [];

    public CodeLimits Limits { get; init; } = CodeLimits.Default;
}
