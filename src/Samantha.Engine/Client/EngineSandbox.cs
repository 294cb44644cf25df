using System.Collections.Immutable;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Client;

/// <summary>
/// What one engine process runs in: the level by name (<see cref="EngineSandboxNames"/>), why it is not the strongest (null when it
/// is), and what the engine tried.
/// </summary>
public sealed record EngineSandbox(string Level, string? Note, ImmutableArray<ShelterCheck> Checks)
{
    public static EngineSandbox Unknown { get; } = new(EngineSandboxNames.None, null, []);

    internal static EngineSandbox Of(EngineShelter? shelter, string? whyNoJail)
    {
        if (shelter is null)
        {
            return Unknown with { Note = whyNoJail };
        }

        string level = !shelter.Holds ? EngineSandboxNames.None
            : shelter.IsJailed ? EngineSandboxNames.Bubblewrap : EngineSandboxNames.Filter;
        string? note = level == EngineSandboxNames.None ? $"{whyNoJail}; {Failed(shelter)}" : whyNoJail;
        return new EngineSandbox(level, note, shelter.Checks);
    }

    internal static string Failed(EngineShelter shelter) => string.Join(
        "; ", shelter.Checks.Where(check => !check.Passed).Select(check => $"{check.Name}: {check.Detail}"));
}
