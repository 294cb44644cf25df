using System.Collections.Immutable;

namespace Samantha.Sandbox.Bubblewrap;

/// <summary>Everything that one sandbox is made of, decided before any process is started.</summary>
/// <param name="Program">What becomes the first process of the sandbox, with its arguments.</param>
/// <param name="DataFiles">Descriptors whose content becomes a read-only file inside.</param>
internal sealed record BubblewrapPlan(
    RootLayout Root, bool Network, ImmutableArray<BindMount> Binds, ImmutableArray<(int Descriptor, string InsidePath)> DataFiles,
    int FilterDescriptor, long WorkFolderBytes, ImmutableArray<(string Name, string Value)> Environment,
    ImmutableArray<string> Program)
{
    /// <summary>Whether the program itself is the first process; otherwise bubblewrap's own small one is.</summary>
    public bool IsFirstProcess { get; init; } = true;
}
