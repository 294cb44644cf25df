using System.CommandLine;
using Samantha.Actors.ModelFiles;
using Samantha.Engine.Gguf;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Inspection;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary><c>samantha models inspect FILE</c>: what a model file's header says, without loading the model.</summary>
internal static class ModelsInspectCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string> model = ModelArgument.Create();
        var json = JsonOption.Create("One JSON object.");
        var places = new PlaceOptions();
        var command = new VerbCommand("inspect", "show what a model file holds and what it needs")
        {
            Details =
            [
                "Reads the header only: no weights are loaded and no engine is started. A file that cannot be used is an "
                + "error that says what is wrong with it and where.",
            ],
            Examples =
            [
                new("samantha models inspect samantha-mini", "by name"),
                new("samantha models inspect ~/Downloads/model.gguf --json", "a file, for a script"),
            ],
        };
        command.Arguments.Add(model);
        command.AddGroup("Options", json, places.ModelsFolders, places.Data, places.Config, places.NoColour);
        command.SetAction(given => Run(context.Services(given, places), given.GetValue(model)!, given.GetValue(json)));
        return command;
    }

    private static int Run(HostServices services, string reference, bool asJson)
    {
        ResolvedModel resolved = ModelArgument.Resolve(services, reference);
        GgufFile file = GgufReader.Read(resolved.Path);
        if (asJson)
        {
            WriteJson(services.Console, file);
        }
        else
        {
            new ModelReport(services.Console, file).Write();
        }

        return ExitCodes.Done;
    }

    private static void WriteJson(HostConsole console, GgufFile file) => JsonLine.Write(console.Out, json =>
    {
        json.WriteString("path", file.Path);
        json.WriteString("name", file.Name);
        json.WriteString("architecture", file.Architecture);
        json.WriteNumber("sizeBytes", file.SizeBytes);
        json.WriteNumber("parameters", file.ParameterCount);
        json.WriteString("quantisation", file.FileTypeName);
        json.WriteNumber("layers", file.Layers);
        json.WriteNumber("trainedContextTokens", file.TrainedContextTokens);
        json.WriteNumber("vocabularyTokens", file.VocabularySize);
        json.WriteStartArray("memory");
        foreach (int context in ModelReport.Contexts(file))
        {
            GgufMemoryEstimate estimate = GgufMemoryEstimate.For(file, context);
            json.WriteStartObject();
            json.WriteNumber("contextTokens", estimate.ContextTokens);
            json.WriteNumber("totalBytes", estimate.TotalBytes);
            json.WriteNumber("kvBytes", estimate.KvBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (MachineMemory.AvailableBytes() is { } available)
        {
            json.WriteNumber("availableBytes", available);
        }

        json.WriteString("chatTemplate", file.ChatTemplate);
        json.WriteStartObject("metadata");
        foreach (KeyValuePair<string, GgufValue> entry in file.Metadata.DistinctBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.WriteString(entry.Key, entry.Value.ToString());
        }

        json.WriteEndObject();
    });
}
