using System.CommandLine;

namespace Samantha.Host.Commands;

/// <summary>The option --json, the same for every command that a script would read.</summary>
internal static class JsonOption
{
    public static Option<bool> Create(string description) =>
        new("--json") { Description = description, Arity = ArgumentArity.Zero };
}
