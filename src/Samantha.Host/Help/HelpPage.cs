using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Invocation;
using Samantha.Host.Terminal;

namespace Samantha.Host.Help;

/// <summary>Writes the help page of a command: usage, what it does, its options in groups, examples. It runs nothing.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    private const int ColumnsMax = 100;
    private const int ColumnsMin = 40;
    private const int LeftColumnMax = 30;

    private readonly HostConsole _console;

    public HelpPage(HostConsole console) => _console = console;

    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command);
        return ExitCodes.Done;
    }

    public void Write(Command command)
    {
        TextWriter output = _console.Out;
        int columns = Math.Clamp(_console.Facts.Columns(), ColumnsMin, ColumnsMax);
        output.WriteLine($"{_console.OutInk.Bold(FullName(command))} - {command.Description}");
        output.WriteLine();
        output.WriteLine($"{_console.OutInk.Bold("Usage:")} {Usage(command)}");
        var verb = command as VerbCommand;
        foreach (string paragraph in verb?.Details ?? [])
        {
            output.WriteLine();
            WriteWrapped(paragraph, "", columns);
        }

        WriteRows("Arguments:", [.. command.Arguments.Select(a => ($"{a.HelpName ?? a.Name}", a.Description ?? ""))], columns);
        WriteRows(
            "Commands:", [.. command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description ?? ""))], columns);
        foreach (OptionGroup group in verb?.Groups ?? [])
        {
            WriteRows(group.Title + ":", [.. group.Options.Where(o => !o.Hidden).Select(o => Row(o, group))], columns);
        }

        WriteExamples(verb?.Examples ?? []);
        if (command is RootCommand)
        {
            WriteRows("Options:", [("-h, --help", "Show the help of any command."), ("--version", "Show the version.")], columns);
            Commands.CommandTree.WriteMainPage(output, _console.OutInk);
        }
    }

    private static string FullName(Command command)
    {
        var names = new List<string>();
        for (Command? at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            names.Insert(0, at is RootCommand ? "samantha" : at.Name);
        }

        return string.Join(' ', names);
    }

    private static string Usage(Command command)
    {
        string arguments = string.Concat(command.Arguments.Select(argument =>
            argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.HelpName}]" : $" {argument.HelpName}"));
        string commands = command.Subcommands.Count > 0 ? " COMMAND" : "";
        return $"{FullName(command)}{commands}{arguments} [options]";
    }

    private static (string Left, string Right) Row(Option option, OptionGroup group)
    {
        // A switch has a hidden opposite; one line shows both.
        if (group.Options.Any(other => other.Hidden && other.Name == "--no-" + option.Name[2..]))
        {
            return ($"    --[no-]{option.Name[2..]}", option.Description ?? "");
        }

        string shortName = option.Aliases.FirstOrDefault(alias => alias.Length == 2) is { } alias ? $"{alias}, " : "    ";
        string value = option.Arity.MaximumNumberOfValues == 0 ? "" : $" {option.HelpName ?? "VALUE"}";
        return ($"{shortName}{option.Name}{value}", option.Description ?? "");
    }

    private void WriteRows(string title, ImmutableArray<(string Left, string Right)> rows, int columns)
    {
        if (rows.IsEmpty)
        {
            return;
        }

        _console.Out.WriteLine();
        _console.Out.WriteLine(_console.OutInk.Bold(title));
        int left = Math.Min(LeftColumnMax, rows.Max(row => row.Left.Length));
        string indent = new(' ', 2 + left + 2);
        foreach ((string name, string meaning) in rows)
        {
            if (name.Length > left)
            {
                _console.Out.WriteLine("  " + name);
                WriteWrapped(meaning, indent, columns);
                continue;
            }

            string first = "  " + name.PadRight(left) + "  ";
            WriteWrapped(meaning, indent, columns, first);
        }
    }

    private void WriteExamples(ImmutableArray<Example> examples)
    {
        if (examples.IsEmpty)
        {
            return;
        }

        _console.Out.WriteLine();
        _console.Out.WriteLine(_console.OutInk.Bold("Examples:"));
        foreach (Example example in examples)
        {
            _console.Out.WriteLine("  " + example.Command);
            _console.Out.WriteLine("      " + _console.OutInk.Dim(example.Meaning));
        }
    }

    private void WriteWrapped(string text, string indent, int columns, string? firstIndent = null)
    {
        string line = firstIndent ?? indent;
        bool isEmpty = true;
        foreach (string word in text.Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > columns)
            {
                _console.Out.WriteLine(line.TrimEnd());
                line = indent;
                isEmpty = true;
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        _console.Out.WriteLine(line.TrimEnd());
    }
}
