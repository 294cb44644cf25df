namespace Samantha.Exports.Tests.Support;

/// <summary>Tests that measure the whole process run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
