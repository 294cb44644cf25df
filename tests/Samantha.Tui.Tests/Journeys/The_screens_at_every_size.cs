using System.Text.RegularExpressions;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Journeys;

public sealed partial class The_screens_at_every_size : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samantha-screens-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory(Timeout = 180_000)]
    [InlineData("en", 60, 15)]
    [InlineData("en", 80, 24)]
    [InlineData("en", 120, 40)]
    [InlineData("en", 200, 60)]
    [InlineData("pt-BR", 60, 15)]
    [InlineData("pt-BR", 80, 24)]
    [InlineData("pt-BR", 120, 40)]
    [InlineData("pt-BR", 200, 60)]
    public async Task Look_as_they_should(string language, int width, int height)
    {
        var recorded = new RecordedSession();
        await using RealServices services =
            RealServices.WithExamples(_folder, recorded, "first.conf", "poet.conf", "refinement.conf");
        await using Journey person = Journey.Begin(width, height, new() { Language = language }, services);
        bool english = language == "en";
        person.Sees("Poet").Presses("/").Types("poet").Presses("Enter").Sees("hocon/chains/poet.conf")
            .Sees(english ? "ready to run" : "pronta para executar");
        Snapshots.Match($"chains-{language}-{width}x{height}", person.Terminal.Screen);
        person.Presses("Alt+2").Sees(english ? "new chain" : "nova cadeia").Sees(english ? " left" : "restam ");
        Snapshots.Match($"editor-{language}-{width}x{height}", person.Terminal.Screen);
        person.Presses("F6", "F6", "F6", "F6").Sees("feedback-loop");
        Snapshots.Match($"editor-run-{language}-{width}x{height}", person.Terminal.Screen);
        person.Presses("Alt+3").Sees(english ? "No sessions yet" : "Ainda não há sessões");
        Snapshots.Match($"sessions-{language}-{width}x{height}", person.Terminal.Screen);
        person.Presses("Alt+6").Sees(english ? "Language" : "Idioma");
        Snapshots.Match($"settings-{language}-{width}x{height}", person.Terminal.Screen);
        person.Presses("Alt+7").Sees(english ? "How it works" : "Como funciona");
        Snapshots.Match($"help-{language}-{width}x{height}", person.Terminal.Screen);
        person.Presses("Alt+8").Sees(english ? "Responsible use" : "Uso responsável");
        Snapshots.Match($"about-{language}-{width}x{height}", WithoutFolder(person.Terminal.Screen));
        person.Presses("Alt+4").Sees("bubblewrap").Types("print(6 * 7)").Sees("print(6 * 7)");
        Snapshots.Match($"code-{language}-{width}x{height}", person.Terminal.Screen);
        person.Presses("Alt+5").Sees("samantha-mini-q8_0");
        Snapshots.Match($"models-{language}-{width}x{height}", person.Terminal.Screen);
        recorded.Write(services.Data);
        person.Presses("Alt+3").Sees("Pair").Presses("Enter").Sees(english ? "[finished]" : "[concluída]").Sees("fire");
        Snapshots.Match($"session-{language}-{width}x{height}", person.Terminal.Screen);
        person.Presses("L").Sees(english ? "Token 1 of 3" : "Token 1 de 3");
        Snapshots.Match($"learn-{language}-{width}x{height}", person.Terminal.Screen);
    }

    // However long the folder's name is, what stands behind it begins in the same column.
    private static string WithoutFolder(string screen) =>
        FolderPattern().Replace(screen, found => "FOLDER" + new string(' ', Math.Max(0, found.Length - "FOLDER".Length)));

    [GeneratedRegex(@"/\S*samantha-screens-[^ │║]* *")]
    private static partial Regex FolderPattern();

    [Fact(Timeout = 180_000)]
    public async Task Come_back_after_a_window_that_was_too_small()
    {
        await using Journey person = Journey.Begin(120, 40);
        person.Sees("ready to run").Resizes(40, 10).Sees("Too small: needs 60x15").Resizes(120, 40).Sees("ready to run");
        person.Presses("Ctrl+Q");
        await person.HasEnded();
    }
}
