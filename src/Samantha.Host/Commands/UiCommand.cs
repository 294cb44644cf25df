using System.CommandLine;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.TerminalUi;
using Samantha.Tui.Texts;

namespace Samantha.Host.Commands;

/// <summary><c>samantha ui</c>, and <c>samantha</c> alone: the program that fills the terminal, or its plain lines.</summary>
internal static class UiCommand
{
    public static Command Build(CommandContext context)
    {
        var plain = new Option<bool>("--plain")
        {
            Description = "Lines of plain text instead of a screen, for screen readers and simple terminals.",
            Arity = ArgumentArity.Zero,
        };
        var language = new Option<string?>("--lang")
        {
            HelpName = string.Join('|', Languages.All),
            Description = "The language of the interface. Left out: the settings, else LC_ALL, LC_MESSAGES or LANG.",
        };
        var places = new PlaceOptions();
        var command = new VerbCommand("ui", CommandTree.DescriptionOf("ui"))
        {
            Details =
            [
                "Shows the chains and the models that are there, runs and edits chains, shows sessions while they run and "
                + "afterwards, and runs Python in the sandbox. F1 explains the keys, Ctrl+P lists everything that can be done, "
                + "Ctrl+Q quits.",
                "Needs a terminal of 60 columns and 15 rows or more. Without one (a pipe, TERM=dumb): exit code 2.",
            ],
            Examples =
            [
                new("samantha ui", "the same as samantha alone"),
                new("samantha ui --lang pt-BR", "in Brazilian Portuguese, this time"),
                new("samantha ui --plain", "typed words in, appended lines out"),
                new("samantha ui --models-dir ~/gguf", "with the models of one more folder"),
            ],
        };
        command.AddGroup(
            "Options", plain, language, places.NoColour, places.NoSandbox, places.Data, places.ModelsFolders, places.Config);
        command.SetAction((given, _) =>
        {
            string wanted = LanguageOf(given.GetValue(language));
            HostServices services = context.Services(given, places);
            return given.GetValue(plain) ? PlainUi.RunAsync(services, wanted) : FullScreenUi.RunAsync(services, wanted);
        });
        return command;
    }

    private static string LanguageOf(string? asked) =>
        asked is null
            ? ""
            : Languages.All.FirstOrDefault(known => known.Equals(asked, StringComparison.OrdinalIgnoreCase))
                ?? throw CommandFailure.BadInput($"--lang {asked} is not known", $"Known are {string.Join(", ", Languages.All)}.");
}
