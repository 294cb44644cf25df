using System.Collections.Immutable;

namespace Samantha.Engine.Protocol;

/// <summary>What holds the engine process, as it tried it itself before any native code was loaded.</summary>
/// <param name="IsJailed">Whether it was started inside a jail; the checks then cover that too.</param>
/// <param name="Checks">What was tried, and what came of it.</param>
public sealed record EngineShelter(bool IsJailed, ImmutableArray<ShelterCheck> Checks)
{
    public bool Holds => !Checks.IsDefaultOrEmpty && Checks.All(check => check.Passed);
}
