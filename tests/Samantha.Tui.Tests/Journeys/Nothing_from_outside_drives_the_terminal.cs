using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Devices;
using Samantha.Terminal.Tests.Text;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Markdown;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.Plain;
using Samantha.Tui.Tests.Support;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Tests.Journeys;

/// <summary>
/// Names, descriptions, prompts, responses and file names that try to drive the terminal, through every way that the interface
/// shows or hands on text. The terminal in memory notes whatever may not reach a real one.
/// </summary>
public sealed partial class Nothing_from_outside_drives_the_terminal : IDisposable
{
    /// <summary>No argument of a program can carry a zero; everything else comes from the model.</summary>
    private static readonly string s_hostile = string.Join(" ", EscapeCorpus.All).Replace("\0", "", StringComparison.Ordinal);

    private readonly string _folder = Directory.CreateTempSubdirectory("samantha-hostile-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = 240_000)]
    public async Task On_any_screen_in_the_title_or_by_a_copy()
    {
        WriteHostileChain();
        await using var services = new RealServices(_folder, "--reply=# Evil\n\n" + s_hostile);
        await using Journey person = Journey.Begin(120, 40, services: services);
        person.Sees("owned").Presses("/").Types("owned").Presses("Enter").Sees("ready to run").Presses("Tab", "End", "Tab");
        person.Presses("Enter").Sees("[3 Session").Sees("[finished]").Sees("1 response,");
        person.Presses("m").Sees("as they came").Presses("g", "PageDown", "PageDown").Presses("m").Sees("as Markdown");
        person.Presses("g", "PageDown", "PageDown");
        person.Presses("i", "g", "PageDown", "PageDown");
        person.Presses("c").Sees("opied");
        Assert.Contains("\e[2J", person.Terminal.Clipboard, StringComparison.Ordinal);
        person.Presses("F12", "Escape").Sees("owned").Presses("Ctrl+P", "Escape", "Alt+1").Sees("ready to run");
        Assert.DoesNotContain("owned", person.Terminal.Title, StringComparison.Ordinal);
        Assert.Equal(0, person.Terminal.Bells);
        person.Presses("Ctrl+Q");
        await person.HasEnded();
    }

    [Theory(Timeout = 240_000)]
    [InlineData(60, 15)]
    [InlineData(200, 60)]
    public async Task At_the_smallest_and_at_a_large_size(int width, int height)
    {
        WriteHostileChain();
        await using var services = new RealServices(_folder, "--reply=" + s_hostile);
        await using Journey person = Journey.Begin(width, height, services: services);
        person.Sees("owned").Presses("/").Types("owned").Presses("Enter").Sees("owned").Presses("Enter");
        person.Sees("[finished]").Presses("m", "i", "g", "w", "Escape").Sees("1/1").Presses("Ctrl+Q");
        Assert.Equal(0, Assert.Single(services.Sessions.List()).Summary!.Failures);
        await person.HasEnded();
    }

    [Fact(Timeout = 240_000)]
    public async Task In_plain_mode()
    {
        WriteHostileChain();
        await using var services = new RealServices(_folder, "--reply=" + s_hostile);
        await using var talk = new PlainTalk(services, "en");
        talk.Type("list");
        string line = await talk.HearsAsync(said => said.Contains("owned", StringComparison.Ordinal));
        string number = line[..line.IndexOf('.', StringComparison.Ordinal)];
        talk.Type("check " + number);
        talk.Type("start " + number);
        await talk.HearsAsync(said => said.StartsWith("End of response", StringComparison.Ordinal));
        await talk.HearsAsync(said => said.Contains(" ended: ", StringComparison.Ordinal));
        talk.Type("show last");
        talk.Type("resume \e[2J\a");
        talk.Type("\e]0;owned\a");
        await talk.HearsAsync(said => said.StartsWith("Unknown command", StringComparison.Ordinal));
        talk.Type("quit");
        Assert.Equal(0, await talk.EndsAsync());
        Assert.DoesNotMatch(Forbidden(), talk.All.ReplaceLineEndings("").Replace("\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void However_a_stream_is_cut()
    {
        using var output = new StringWriter { NewLine = "" };
        var plain = new PlainWriter(output, TextCatalog.Load(Languages.English));
        foreach ((string left, string right) in Splits())
        {
            plain.Stream(left);
            plain.Stream(right);
            plain.EndStream();
        }

        Assert.DoesNotMatch(Forbidden(), output.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void However_a_response_that_is_drawn_comes_in(bool asMarkdown)
    {
        var kit = new WidgetKit();
        var log = new TranscriptLog();
        var markdown = new MarkdownTranscript(log);
        var view = new TranscriptView(kit) { Log = log };
        using var terminal = new MemoryTerminal(100, 12);
        terminal.Enter();
        var buffer = new CellBuffer(100, 12);
        var renderer = new FrameRenderer(ColorDepth.TrueColor);
        view.Arrange(new Rect(0, 0, 100, 12));
        foreach ((string left, string right) in Splits())
        {
            foreach (string part in (string[])[left, right + "\n"])
            {
                if (asMarkdown)
                {
                    markdown.Append(part);
                }
                else
                {
                    log.Append(part);
                }
            }

            view.FollowTail();
            view.Draw(new Canvas(buffer, Theme.Dark, Glyphs.Unicode));
            terminal.Write(renderer.Render(buffer).Span);
        }

        Assert.Empty(terminal.Violations);
        Assert.Equal(0, terminal.Bells);
    }

    /// <summary>A chain whose name, description, prompt and file name all try something.</summary>
    private void WriteHostileChain()
    {
        static string Quoted(string text) => JsonSerializer.Serialize(text);
        string chains = Directory.CreateDirectory(Path.Combine(_folder, "chains")).FullName;
        File.WriteAllText(
            Path.Combine(chains, "evil\e]2;file\a\u009b2J\u202efnoc.conf"),
            $$"""
            chain {
              name = {{Quoted("\e]0;owned\a\e[2J\u009b31m\u202eowned")}}
              description = {{Quoted("\e[?1049l\e]52;c;QQ==\aowned\r\n\e[5n")}}
              models = ["samantha-mini"]
              previous-response = {{Quoted(s_hostile)}}
              prompts = [{{Quoted("Say this: \e]2;owned\a\e[2J\ec \u009d0;t\u009c")}}]
            }

            """,
            new UTF8Encoding(false));
    }

    private static IEnumerable<(string Left, string Right)> Splits()
    {
        foreach (string sequence in EscapeCorpus.All)
        {
            string text = "ab" + sequence + "cd";
            for (int cut = 0; cut <= text.Length; cut++)
            {
                yield return (text[..cut], text[cut..]);
            }
        }
    }

    [GeneratedRegex(@"[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]")]
    private static partial Regex Forbidden();
}
