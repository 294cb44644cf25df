using System.Collections.Immutable;
using System.CommandLine;

namespace Samantha.Host.Help;

/// <summary>Options that stand together on a help page under one title.</summary>
internal sealed record OptionGroup(string Title, ImmutableArray<Option> Options);
