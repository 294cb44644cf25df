using System.Collections.Immutable;

namespace Samantha.Tui.Ports;

/// <summary>What a person chose for the interface. Empty texts mean: as the environment says.</summary>
public sealed record UiSettings
{
    public static UiSettings Default { get; } = new();

    /// <summary><c>en</c>, <c>pt-BR</c>, or empty: from LC_ALL, LC_MESSAGES, LANG.</summary>
    public string Language { get; init; } = "";

    /// <summary><c>dark</c>, <c>light</c> or <c>terminal</c> (the terminal's own colours).</summary>
    public string Theme { get; init; } = "dark";

    /// <summary>Off lets the terminal select text with the mouse.</summary>
    public bool Mouse { get; init; } = true;

    /// <summary>Rings when a session starts to answer and when it ends.</summary>
    public bool Bell { get; init; }

    /// <summary>0: 20, or 15 over SSH.</summary>
    public int FramesPerSecond { get; init; }

    /// <summary>The line with the keys at the bottom.</summary>
    public bool ShowKeys { get; init; } = true;

    /// <summary>Other keys for actions, by action id.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Keys { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;
}
