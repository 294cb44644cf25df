using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using Samantha.Host.Help;

namespace Samantha.Host.Commands;

/// <summary>
/// The commands of the program. Only the one that is asked for is built with all its options, so that a start stays quick; the
/// others are names for the help page.
/// </summary>
internal static class CommandTree
{
    public static readonly ImmutableArray<(string Name, string Description, Func<CommandContext, Command> Build)> Verbs =
    [
        ("ui", "the full-screen program; also: samantha without a command", UiCommand.Build),
        ("run", "run a chain of prompts and models", RunCommand.Build),
        ("check", "show what a chain would do, without running it", CheckCommand.Build),
        ("sessions", "list the sessions", SessionsCommand.Build),
        ("show", "show a session's transcript", ShowCommand.Build),
        ("report", "show what a session came to: times, failures, loads, budgets", ReportCommand.Build),
        ("study", "show what the settings of a session did to its responses", StudyCommand.Build),
        ("export", "write a session as a page, a document, a table or JSON lines", ExportCommand.Build),
        ("resume", "go on with a session that was stopped, paused or interrupted", ResumeCommand.Build),
        ("pause", "hold a running session", PauseCommand.Build),
        ("stop", "stop a running session", StopCommand.Build),
        ("skip", "skip the running response or model", SkipCommand.Build),
        ("replace", "change what a running session feeds back", ReplaceCommand.Build),
        ("stop-test", "show where other conditions would have ended a session", StopTestCommand.Build),
        ("replay", "repeat a session, or verify that it is repeatable", ReplayCommand.Build),
        ("tokens", "show how the tokens of a session were chosen", TokensCommand.Build),
        ("branch", "another token in a response, and on from there as a new session", BranchCommand.Build),
        ("diff", "compare the responses of two sessions word by word", DiffCommand.Build),
        ("verify-logits", "check those numbers by another evaluation", VerifyLogitsCommand.Build),
        ("compare-models", "compare what two models expect of the same text", CompareModelsCommand.Build),
        ("models", "list and inspect models", ModelsCommand.Build),
        ("python", "run Python in the sandbox, list its libraries", PythonCommand.Build),
        ("doctor", "check what this machine has and what works", DoctorCommand.Build),
    ];

    private static readonly string[] ExitCodeLines =
    [
        "0    done",
        "1    the session ended with an error, or a step failed",
        "2    bad usage, chain, setting or reference",
        "3    the journal or the data folder cannot be used",
        "4    nothing to stop, skip, pause or replace: the session is not running",
        "124, 125  python run: the program's time was up; it was not run",
        "70   a fault of this program (the log file has the details)",
        "130  stopped with Ctrl+C; 143 by SIGTERM; 129 by SIGHUP",
    ];

    public static RootCommand Build(string[] args, CommandContext context)
    {
        var root = new RootCommand("let local language models answer lists of prompts in turn");
        string? asked = args.FirstOrDefault(arg => !arg.StartsWith('-'));
        foreach ((string name, string description, Func<CommandContext, Command> build) in Verbs)
        {
            root.Subcommands.Add(name == asked ? build(context) : new Command(name, description));
        }

        foreach (Option option in root.Options)
        {
            switch (option)
            {
                case HelpOption help:
                    help.Description = "Show this help.";
                    help.Action = new HelpPage(context.Console);
                    break;
                case VersionOption version:
                    version.Description = "Show the program's version.";
                    version.Action = new VersionLine(context);
                    break;
                default:
                    break;
            }
        }

        root.Directives.Clear();
        return root;
    }

    public static string DescriptionOf(string verb) => Verbs.First(known => known.Name == verb).Description;

    /// <summary>What stands on the main help page beyond the commands.</summary>
    public static void WriteMainPage(TextWriter output, Terminal.Ink ink)
    {
        output.WriteLine();
        output.WriteLine(ink.Bold("Start with:"));
        output.WriteLine("  samantha                                   the full-screen program, in a terminal");
        output.WriteLine("  samantha run hocon/chains/first.conf       a first dialogue with the demonstration model");
        output.WriteLine("  samantha run -p \"Who are you?\"             one prompt, without a chain file");
        output.WriteLine("  samantha check hocon/chains/poet.conf      what a chain would do");
        output.WriteLine("  samantha sessions                          what has run; then: samantha show last");
        output.WriteLine("  samantha COMMAND --help                    the options of a command, with examples");
        output.WriteLine();
        output.WriteLine(ink.Bold("Exit codes:"));
        foreach (string line in ExitCodeLines)
        {
            output.WriteLine("  " + line);
        }
    }

    public static string Version { get; } = typeof(CommandTree).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private sealed class VersionLine(CommandContext context) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            context.Console.Out.WriteLine($"samantha {Version}");
            return ExitCodes.Done;
        }
    }
}
