using System.CommandLine;
using Samantha.Host.CodeRuns;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Terminal;
using Samantha.Sandbox.Python;

namespace Samantha.Host.Commands;

/// <summary><c>samantha python setup</c>: makes an environment of the user's own that sees the machine's libraries.</summary>
internal static class PythonSetupCommand
{
    public static Command Build(CommandContext context)
    {
        var folder = new Option<string>("--folder")
        {
            HelpName = "DIR",
            Description = "Where to make it, instead of the folder python in the data folder.",
        };
        var places = new PlaceOptions();
        var command = new VerbCommand("setup", "make a Python environment of your own")
        {
            Details =
            [
                "Makes a virtual environment that sees the libraries of the machine, and says which data-analysis libraries there "
                + "are and what to type for the others. It downloads and installs nothing. One that is there already stays as it is.",
                "An environment in the data folder is used from then on; another one when samantha.python.interpreter names its "
                + "bin/python3. Libraries that you put into it stay yours.",
            ],
            Examples =
            [
                new("samantha python setup", "in the data folder"),
                new("samantha python setup --folder ~/envs/samantha", "somewhere else; then name it in samantha.conf"),
            ],
        };
        command.AddGroup("Options", folder, places.Data, places.Config, places.NoColour);
        command.SetAction((given, cancellation) =>
            RunAsync(context.Services(given, places), given.GetValue(folder), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(HostServices services, string? folder, CancellationToken cancellation)
    {
        string own = PythonFinder.EnvironmentFolder(services.Data.Root);
        string target = Path.GetFullPath(folder ?? own);

        // Not from an environment inside the folder that is to be made.
        PythonSearch search = PythonFinder.Find(services.Settings.Python.Interpreter, services.Data.Root);
        PythonInterpreter interpreter = search.Found ?? throw new CommandFailure(ExitCodes.SomethingFailed, search.Reason);
        bool isThere = PythonEnvironment.IsEnvironment(target);
        if (target == own)
        {
            services.Data.EnsureWritable();
        }

        PythonEnvironmentReport report =
            await PythonEnvironment.CreateAsync(target, interpreter, cancellation).ConfigureAwait(false);
        HostConsole console = services.Console;
        console.Note(isThere
            ? $"the environment {target} is there already"
            : $"made the environment {target} from {interpreter.Path}");
        console.Note($"Python {report.Version}; {PythonWords.Libraries(report)}");
        if (report.InstallCommand.Length > 0)
        {
            console.Note($"not installed: {string.Join(", ", report.Missing.Select(library => library.Name))}");
            console.Note($"for all of them: {report.InstallCommand}");
        }

        if (target != own)
        {
            string path = Path.Combine(target, "bin", "python3");
            console.Note($"to use it: samantha.python.interpreter = \"{path}\" in samantha.conf");
        }

        return ExitCodes.Done;
    }
}
