using System.CommandLine;
using System.CommandLine.Parsing;

namespace Samantha.Host.Commands;

/// <summary>Words for a command line that does not parse: what is wrong, what may have been meant, where the help is.</summary>
internal static class UsageMessages
{
    public static CommandFailure For(ParseResult given)
    {
        Command command = given.CommandResult.Command;
        string name = command is RootCommand ? "" : NameOf(command) + " ";
        string help = $"See: samantha {name}--help";
        if ((MistakenOption(given) ?? FirstOf(given.UnmatchedTokens)) is { } token)
        {
            return CommandFailure.BadInput(Unknown(token, command), WithNearest(token, command, help));
        }

        if (command.Subcommands.Count > 0)
        {
            IEnumerable<string> names = command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name);
            return CommandFailure.BadInput($"say what to do: samantha {name}{string.Join('|', names)}", help);
        }

        Argument? missing = command.Arguments.FirstOrDefault(argument =>
            argument.Arity.MinimumNumberOfValues > 0 && given.GetResult(argument) is null or { Tokens.Count: 0 });
        if (missing is not null)
        {
            return CommandFailure.BadInput($"{missing.HelpName} is missing: {missing.Description}", help);
        }

        return CommandFailure.BadInput(given.Errors[0].Message.TrimEnd('.'), help);
    }

    /// <summary>An unknown option where an argument was expected; behind a lone -- everything is an argument.</summary>
    public static string? MistakenOption(ParseResult given) => given.Tokens.Any(token => token.Type == TokenType.DoubleDash)
        ? null
        : given.CommandResult.Command.Arguments
            .SelectMany(argument => given.GetResult(argument)?.Tokens ?? [])
            .Select(token => token.Value)
            .FirstOrDefault(value => value.Length > 1 && value[0] == '-');

    private static string? FirstOf(IReadOnlyList<string> tokens) => tokens.Count > 0 ? tokens[0] : null;

    private static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand
            ? $"{NameOf(parent)} {command.Name}"
            : command.Name;

    private static string Unknown(string token, Command command)
    {
        string what = token.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        return what == "argument" ? $"'{token}' is one argument too many" : $"there is no {what} '{token}'";
    }

    private static string WithNearest(string token, Command command, string help)
    {
        IEnumerable<string> names = token.StartsWith('-')
            ? command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))
            : command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name);
        string typed = token.Split('=')[0];
        (string? name, int distance) =
            names.Select(known => (known, Distance(typed, known))).DefaultIfEmpty((null!, int.MaxValue))
            .MinBy(pair => pair.Item2);
        return name is not null && distance <= Math.Max(1, name.Length / 3) ? $"Did you mean {name}? {help}" : help;
    }

    // Edit distance; names are short and few.
    private static int Distance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= Math.Min(left.Length, 64); i++)
        {
            int[] current = new int[right.Length + 1];
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[right.Length];
    }
}
