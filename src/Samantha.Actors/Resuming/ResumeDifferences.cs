using System.Collections.Immutable;

namespace Samantha.Actors.Resuming;

/// <summary>
/// What is not as it was when a session began, one readable line each. Chain: of its chain file; Models: of the files of its
/// models.
/// </summary>
public sealed record ResumeDifferences(ImmutableArray<string> Chain, ImmutableArray<string> Models, string? ChainPath)
{
    public static ResumeDifferences None { get; } = new([], [], null);

    public bool IsEmpty => Chain.IsEmpty && Models.IsEmpty;
}
