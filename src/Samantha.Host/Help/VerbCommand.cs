using System.Collections.Immutable;
using System.CommandLine;

namespace Samantha.Host.Help;

/// <summary>A command with what its help page needs beyond names: paragraphs, option groups and worked examples.</summary>
internal sealed class VerbCommand : Command
{
    private readonly List<OptionGroup> _groups = [];

    public VerbCommand(string name, string description)
        : base(name, description)
    {
    }

    /// <summary>Paragraphs under the usage line; lines are wrapped by the help page.</summary>
    public ImmutableArray<string> Details { get; init; } = [];

    public ImmutableArray<Example> Examples { get; init; } = [];

    public IReadOnlyList<OptionGroup> Groups => _groups;

    public void AddGroup(string title, params ReadOnlySpan<Option> options)
    {
        _groups.Add(new OptionGroup(title, [.. options]));
        foreach (Option option in options)
        {
            Options.Add(option);
        }
    }
}
