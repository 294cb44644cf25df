using System.CommandLine;
using Samantha.Host.CodeRuns;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Terminal;
using Samantha.Sandbox.Python;

namespace Samantha.Host.Commands;

/// <summary><c>samantha python list</c>: the interpreter that runs code, and the libraries that programs may import.</summary>
internal static class PythonListCommand
{
    public static Command Build(CommandContext context)
    {
        var json = JsonOption.Create("One JSON object.");
        var places = new PlaceOptions();
        var command = new VerbCommand("list", "show the interpreter and its libraries")
        {
            Details =
            [
                "The data-analysis libraries that models like to import come first, with what is missing; then every installed "
                + "module. Runs no program of anyone's.",
            ],
            Examples =
            [
                new("samantha python list", "the interpreter, its libraries, its modules"),
                new("samantha python list --json | jq -r '.modules[].name'", "the names alone"),
            ],
        };
        command.AddGroup("Options", json, places.Data, places.Config, places.NoColour);
        command.SetAction((given, cancellation) =>
            RunAsync(context.Services(given, places), given.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(HostServices services, bool asJson, CancellationToken cancellation)
    {
        PythonSearch search = services.Python;
        PythonInterpreter interpreter = search.Found ?? throw new CommandFailure(ExitCodes.SomethingFailed, search.Reason);
        PythonEnvironmentReport report =
            await PythonEnvironment.ListAsync(interpreter.Path, cancellation).ConfigureAwait(false);
        if (asJson)
        {
            WriteJson(services.Console, interpreter, report);
        }
        else
        {
            Write(services.Console, interpreter, report);
        }

        return ExitCodes.Done;
    }

    private static void Write(HostConsole console, PythonInterpreter interpreter, PythonEnvironmentReport report)
    {
        console.Out.WriteLine($"Python {report.Version}  {interpreter.Path}  ({PythonWords.Source(interpreter.Source)})");
        console.Out.WriteLine();
        var libraries = new TextTable("LIBRARY", "VERSION", "IMPORT", "DEBIAN PACKAGE");
        foreach (PythonLibrary library in report.Libraries)
        {
            libraries.Add(library.Name, library.Version ?? "not installed", library.ImportName, library.AptPackage);
        }

        libraries.WriteTo(console);
        console.Out.WriteLine();
        var modules = new TextTable("MODULE", "VERSION");
        foreach (PythonModule module in report.Modules)
        {
            modules.Add(module.Name, module.Version);
        }

        modules.WriteTo(console);
        console.Out.Flush();
        if (report.InstallCommand.Length > 0)
        {
            console.Note($"for the libraries that are missing: {report.InstallCommand}");
        }
    }

    private static void WriteJson(HostConsole console, PythonInterpreter interpreter, PythonEnvironmentReport report) =>
        JsonLine.Write(console.Out, json =>
        {
            json.WriteString("interpreter", interpreter.Path);
            json.WriteString("source", PythonWords.Source(interpreter.Source));
            json.WriteString("version", report.Version);
            json.WriteString("prefix", report.Prefix);
            json.WriteStartArray("libraries");
            foreach (PythonLibrary library in report.Libraries)
            {
                json.WriteStartObject();
                json.WriteString("name", library.Name);
                json.WriteString("import", library.ImportName);
                json.WriteString("version", library.Version);
                json.WriteString("aptPackage", library.AptPackage);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("modules");
            foreach (PythonModule module in report.Modules)
            {
                json.WriteStartObject();
                json.WriteString("name", module.Name);
                json.WriteString("version", module.Version);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
}
