using System.Collections.Immutable;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.App;

/// <summary>
/// One thing that keys can do: a stable id for settings, the keys, a help line, and a short label for the status line.
/// </summary>
public sealed record KeyAction(string Id, ImmutableArray<KeyChord> Keys, string Help, string Label = "")
{
    /// <summary>Short way to write an action: keys as people write them.</summary>
    public static KeyAction Of(string id, string help, params string[] keys) =>
        new(id, [.. keys.Select(KeyChord.Parse)], help);
}
