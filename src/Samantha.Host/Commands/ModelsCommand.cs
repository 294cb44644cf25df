using System.CommandLine;
using Samantha.Host.Help;

namespace Samantha.Host.Commands;

/// <summary>The family <c>samantha models …</c>; each member has its own file.</summary>
internal static class ModelsCommand
{
    public static Command Build(CommandContext context)
    {
        var command = new VerbCommand("models", CommandTree.DescriptionOf("models"))
        {
            Details =
            [
                "A model is a .gguf file. It is named by its path, by its name in one of the models folders (a unique "
                + "beginning is enough), or by an https address.",
            ],
            Examples =
            [
                new("samantha models list", "every model in the folders that are searched"),
                new("samantha models inspect samantha-mini", "what the file holds and how much memory it needs"),
                new("samantha models tokenize samantha-mini \"Hello world\"", "how the model splits a text"),
            ],
        };
        command.Subcommands.Add(ModelsListCommand.Build(context));
        command.Subcommands.Add(ModelsInspectCommand.Build(context));
        command.Subcommands.Add(ModelsVocabCommand.Build(context));
        command.Subcommands.Add(ModelsTokenizeCommand.Build(context));
        return command;
    }
}
