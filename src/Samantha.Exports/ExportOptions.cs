namespace Samantha.Exports;

/// <summary>What an export contains beyond what it always has.</summary>
public sealed record ExportOptions
{
    public static ExportOptions Default { get; } = new();

    /// <summary>JSONL: also the content of produced files, as base64.</summary>
    public bool WithFiles { get; init; }

    /// <summary>CSV: a row per candidate of each token with evidence, in the place of a row per step.</summary>
    public bool Tokens { get; init; }

    /// <summary>
    /// CSV: what could drive a terminal is made visible, which changes the texts. For output that goes to a screen. The other
    /// forms are always safe to show.
    /// </summary>
    public bool IsForTerminal { get; init; }
}
