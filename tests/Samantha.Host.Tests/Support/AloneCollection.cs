namespace Samantha.Host.Tests.Support;

/// <summary>For tests that change what all of this process share: its folder, its environment.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
