using System.Collections.Immutable;

namespace Samantha.Sandbox.Running;

/// <summary>
/// What a run may reach beside its own work folder. It says nothing about how strong the sandbox is: the settings do. Equal
/// when network and folders are equal.
/// </summary>
public sealed record SandboxRules(bool Network, ImmutableArray<SandboxFolder> Readable, ImmutableArray<SandboxFolder> Writable)
{
    /// <summary>No network, no folders.</summary>
    public static SandboxRules Closed { get; } = new(false, [], []);

    public bool Equals(SandboxRules? other) =>
        other is not null && Network == other.Network && Same(Readable, other.Readable) && Same(Writable, other.Writable);

    public override int GetHashCode() => HashCode.Combine(Network, List(Readable).Length, List(Writable).Length);

    private static bool Same(ImmutableArray<SandboxFolder> left, ImmutableArray<SandboxFolder> right) =>
        List(left).SequenceEqual(List(right));

    private static ImmutableArray<SandboxFolder> List(ImmutableArray<SandboxFolder> folders) =>
        folders.IsDefault ? [] : folders;
}
