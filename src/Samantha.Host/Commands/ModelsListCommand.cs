using System.CommandLine;
using Samantha.Actors.ModelFiles;
using Samantha.Engine.Gguf;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary><c>samantha models list</c>: the folders that are searched and the models in them, read from headers only.</summary>
internal static class ModelsListCommand
{
    public static Command Build(CommandContext context)
    {
        var json = JsonOption.Create("One JSON object per model.");
        var places = new PlaceOptions();
        var command = new VerbCommand("list", "list the models in the folders that are searched")
        {
            Details = ["The name is what --model and a chain's models take. The first folder that has a name wins."],
            Examples =
            [
                new("samantha models list", "all models"),
                new("samantha models list --models-dir ~/Downloads", "with one more folder, searched first"),
            ],
        };
        command.AddGroup("Options", json, places.ModelsFolders, places.Data, places.Config, places.NoColour);
        command.SetAction(given => Run(context.Services(given, places), given.GetValue(json)));
        return command;
    }

    private static int Run(HostServices services, bool asJson)
    {
        HostConsole console = services.Console;
        var folders = services.Resolver.Folders.DistinctBy(folder => folder.Path, StringComparer.Ordinal);
        bool isFirst = true;
        foreach (ModelFolder folder in folders)
        {
            var files = new ModelCatalog([folder]).List();
            if (asJson)
            {
                files.ToList().ForEach(file => WriteJson(console, file));
                continue;
            }

            if (!isFirst)
            {
                console.Out.WriteLine();
            }

            isFirst = false;
            WriteFolder(console, folder, [.. files]);
        }

        return ExitCodes.Done;
    }

    private static void WriteFolder(HostConsole console, ModelFolder folder, CatalogModel[] files)
    {
        console.Out.WriteLine(console.OutInk.Bold(Chains.Text.TerminalSanitizer.SanitizeLine(folder.Path)));
        if (files.Length == 0)
        {
            console.Out.WriteLine(Directory.Exists(folder.Path) ? "  no .gguf files" : "  the folder does not exist");
            return;
        }

        var table = new TextTable("NAME", ">SIZE", "QUANT", "ARCH", ">PARAMS", ">CONTEXT", "NOTE");
        foreach (CatalogModel file in files)
        {
            GgufFile? header = file.File;
            table.Add(
                file.Entry.Name,
                Amounts.Bytes(file.Entry.SizeBytes),
                header?.FileTypeName,
                header?.Architecture,
                header is null ? "" : Amounts.Parameters(header.ParameterCount),
                header is null ? "" : Amounts.Count(header.TrainedContextTokens),
                file.Problem is null ? "" : $"not usable: {file.Problem.Message}");
        }

        table.WriteTo(console, "  ");
    }

    private static void WriteJson(HostConsole console, CatalogModel file) => JsonLine.Write(console.Out, json =>
    {
        json.WriteString("name", file.Entry.Name);
        json.WriteString("path", file.Entry.Path);
        json.WriteNumber("sizeBytes", file.Entry.SizeBytes);
        if (file.File is { } header)
        {
            json.WriteString("quantisation", header.FileTypeName);
            json.WriteString("architecture", header.Architecture);
            json.WriteNumber("parameters", header.ParameterCount);
            json.WriteNumber("trainedContextTokens", header.TrainedContextTokens);
        }

        if (file.Problem is not null)
        {
            json.WriteString("problem", file.Problem.Message);
        }
    });
}
