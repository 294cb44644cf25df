using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;

namespace Samantha.Tui.Editor.Fields;

/// <summary>
/// One setting of a chain as a field shows it. Values are the words of the chain file; what may be written is decided by its
/// own reader, so that the editor and a file never disagree. Pure.
/// </summary>
/// <param name="Id">Where it stands in the file: <c>stop.wall-time</c>.</param>
/// <param name="Get">The value as it would be written.</param>
/// <param name="Copy">Puts this one setting of the first chain into the second.</param>
public sealed record SettingRow(
    string Id, Func<ChainDefinition, string> Get, Func<ChainDefinition, ChainDefinition, ChainDefinition> Copy)
{
    private const string Off = "off";

    // Folders are looked for when the whole chain is checked, not while a letter is typed.
    private static readonly ChainFileSources s_nothingIsRead =
        new((name, _) => FileText.Failed(name, ""), ResolveFolder: ResolvedFolder.Ok);

    private static readonly ChainDefinition s_unset = ChainDefinition.FromPrompts(new Samantha.Chains.Prompts.PromptList([]));

    public SettingKind Kind { get; init; }

    /// <summary>The words of a choice.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The value is any text; it is written in quotes.</summary>
    public bool IsText { get; init; }

    /// <summary>The value is a text of several lines, shown on one in quotes; without quotes it is put into them.</summary>
    public bool IsLongText { get; init; }

    /// <summary>The value is a list of texts: in quotes, or words between commas.</summary>
    public bool IsList { get; init; }

    /// <summary>The value is a list of folders: FOLDER or NAME=FOLDER between commas.</summary>
    public bool IsFolders { get; init; }

    /// <summary>Shown only while this holds, for settings that say nothing without another one.</summary>
    public Func<ChainDefinition, bool> IsShown { get; init; } = _ => true;

    /// <summary>The last part of the id: what the setting is called in its block.</summary>
    public string Name => Id[(Id.LastIndexOf('.') + 1)..];

    public string Default => Get(s_unset);

    /// <summary>What a field shows: empty while it is the default.</summary>
    public string Shown(ChainDefinition chain) => Get(chain) is var value && value == Default ? "" : value;

    /// <summary>The chain with the written value, or what is wrong with it. Empty is the default.</summary>
    public (ChainDefinition Chain, string? Problem) Set(ChainDefinition chain, string written)
    {
        string value = written.Trim();
        if (value.Length == 0)
        {
            return (Copy(s_unset, chain), null);
        }

        string[] path = Id.Split('.');
        string text = $"{path[^1]} = {Written(value)}";
        foreach (string block in path.SkipLast(1).Reverse())
        {
            text = $"{block} {{ {text} }}";
        }

        ChainFileResult result = ChainFileReader.Read(
            $"chain {{ models = [m], prompts = \"x\"\n{text}\n}}", "", s_nothingIsRead);
        return result.Chain is { } read
            ? (Copy(read, chain), null)
            : (chain, result.Diagnostics.FirstOrDefault(found => found.IsError)?.Message ?? Allowed);
    }

    private string Written(string value) =>
        IsText && value != Off ? ChainValueText.Quoted(value)
        : IsLongText ? value.StartsWith('"') ? value : ChainValueText.Quoted(value)
        : IsFolders ? "[" + string.Join(", ", Parts(value).Select(Folder)) + "]"
        : !IsList ? value
        : value.StartsWith('"') ? $"[{value}]"
        : "[" + string.Join(", ", Parts(value).Select(ChainValueText.Quoted)) + "]";

    private static string[] Parts(string value) =>
        value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Folder(string written) => written.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
        ? $"{{ folder = {ChainValueText.Quoted(written[(at + 1)..].Trim())}, "
            + $"name = {ChainValueText.Quoted(written[..at].Trim())} }}"
        : ChainValueText.Quoted(written);

    private string Allowed => string.Join(", ", Choices);
}

/// <summary>How a setting is changed.</summary>
public enum SettingKind
{
    Line,
    Switch,
    Choice,
}
