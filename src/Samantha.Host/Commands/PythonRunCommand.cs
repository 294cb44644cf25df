using System.CommandLine;
using Samantha.Chains.Code;
using Samantha.Host.ChainInput;
using Samantha.Host.CodeRuns;
using Samantha.Host.Composition;
using Samantha.Host.Help;

namespace Samantha.Host.Commands;

/// <summary><c>samantha python run FILE</c>: one program in the sandbox that chains use.</summary>
internal static class PythonRunCommand
{
    private const string DefaultFilesFolder = "samantha-files";

    public static Command Build(CommandContext context)
    {
        var file = new Argument<string>("file")
        {
            HelpName = "FILE",
            Description = "A Python program; - reads it from standard input.",
            Arity = ArgumentArity.ExactlyOne,
        };
        var network = new Option<bool>("--network") { Description = "Let it reach the network.", Arity = ArgumentArity.Zero };
        Option<string[]> readable = CodeOptionSet.FolderOption("--readable", "A folder that it may read");
        Option<string[]> writable = CodeOptionSet.FolderOption("--writable", "A folder that it may change");
        Option<string[]> limits = LimitOption.Create();
        var files = new Option<string>("--files")
        {
            HelpName = "DIR",
            Description = $"Where the files go that it leaves in its work folder; ./{DefaultFilesFolder} unless set.",
        };
        var json = JsonOption.Create("One JSON object at the end: outcome, output, files.");
        var places = new PlaceOptions();
        VerbCommand command = Describe();
        command.Arguments.Add(file);
        command.AddGroup("What it may do", network, readable, writable, limits, places.NoSandbox);
        command.AddGroup("Output and places", files, json, places.NoColour, places.Data, places.Config);
        command.SetAction((given, _) =>
        {
            HostServices services = context.Services(given, places);
            var settings = new CodeSettings
            {
                Network = given.GetValue(network),
                Readable = FolderNames.Read("--readable", given.GetValue(readable) ?? []),
                Writable = FolderNames.Read("--writable", given.GetValue(writable) ?? []),
                Limits = LimitOption.Apply(CodeLimits.Default, given.GetValue(limits)),
            };
            FolderNames.RefuseEqualNames([.. settings.Readable, .. settings.Writable]);
            string program = TextFiles.ReadOrFail(given.GetValue(file)!).Text!;
            SandboxWarning.Tell(services);
            var run = new ProgramRun(
                services.Console, services.Code, given.GetValue(files) ?? DefaultFilesFolder, given.GetValue(json));
            return run.RunAsync(program, settings);
        });
        return command;
    }

    private static VerbCommand Describe() => new("run", "run a Python program in the sandbox")
    {
        Details =
        [
            "The program runs in an empty folder, with an empty standard input, no network and none of your files, unless the "
            + "options give it some. What it prints comes as it is printed; Ctrl+C ends it with everything it started. At the "
            + "end standard error says the sandbox's name, the time, a limit that struck, and the files that it left.",
            $"The exit code is the program's own. {ExitCodes.ProgramTimeout}: its wall-clock limit was reached. "
            + $"{ExitCodes.ProgramNotRun}: it was not run, because no sandbox works here or there is no Python "
            + "(samantha doctor tells more). 128 + N: signal N ended it.",
        ],
        Examples =
        [
            new("samantha python run program.py", "a file"),
            new("echo 'print(6 * 7)' | samantha python run -", "from standard input"),
            new("samantha python run report.py --readable data --limit wall-clock=5m", "with the folder ./data as /data/data"),
            new("samantha python run plot.py --files pictures --json", "its files into ./pictures, the outcome as JSON"),
        ],
    };
}
