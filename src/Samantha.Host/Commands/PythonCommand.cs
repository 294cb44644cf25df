using System.CommandLine;
using Samantha.Host.Help;

namespace Samantha.Host.Commands;

/// <summary>The family <c>samantha python …</c>; each member has its own file.</summary>
internal static class PythonCommand
{
    public static Command Build(CommandContext context)
    {
        var command = new VerbCommand("python", CommandTree.DescriptionOf("python"))
        {
            Details =
            [
                "The Python that models write runs in a sandbox: no network, none of your files, hard limits. These commands "
                + "use the same interpreter and the same sandbox.",
            ],
            Examples =
            [
                new("samantha python run program.py", "a program of yours, as a chain would run it"),
                new("samantha python list", "which interpreter, and which libraries it has"),
                new("samantha python setup", "an environment of your own with the machine's libraries"),
            ],
        };
        command.Subcommands.Add(PythonSetupCommand.Build(context));
        command.Subcommands.Add(PythonListCommand.Build(context));
        command.Subcommands.Add(PythonRunCommand.Build(context));
        return command;
    }
}
