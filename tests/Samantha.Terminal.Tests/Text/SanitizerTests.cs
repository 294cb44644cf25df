using System.Text;
using System.Text.RegularExpressions;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Devices;
using Samantha.Terminal.Text;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Tests.Text;

public sealed partial class SanitizerTests
{
    [Fact]
    public void The_corpus_holds_at_least_two_hundred_sequences() =>
        Assert.InRange(EscapeCorpus.All.Distinct().Count(), 200, 10_000);

    [Fact]
    public void No_sequence_cut_anywhere_leaves_a_forbidden_character_in_cleaned_text()
    {
        foreach (var (left, right) in Splits())
        {
            var clean = Sanitizer.Clean(left) + Sanitizer.Clean(right);
            Assert.DoesNotMatch(Forbidden(), clean);
            Assert.Equal(clean, Sanitizer.Clean(clean));
            Assert.DoesNotMatch(NotAscii(), Sanitizer.Clean(left, ascii: true));
        }
    }

    [Fact]
    public void No_sequence_cut_anywhere_changes_what_a_frame_does_to_the_terminal()
    {
        foreach (var (left, right) in Splits())
        {
            // Drawn raw and drawn cleaned beforehand must give the same bytes: then nothing of it acted as a sequence.
            Assert.Equal(Frame(Sanitizer.Clean(left), Sanitizer.Clean(right)), Frame(left, right));
        }
    }

    [Fact]
    public void No_sequence_reaches_the_terminal_through_a_title_or_a_copy()
    {
        foreach (var text in EscapeCorpus.All)
        {
            using var terminal = new MemoryTerminal();
            terminal.Enter();
            var written = ControlSequences.Title("a" + text) + ControlSequences.Copy("b" + text, tmux: true);
            terminal.Write(Encoding.UTF8.GetBytes(written));
            Assert.Empty(terminal.Violations);
            Assert.StartsWith("a", terminal.Title, StringComparison.Ordinal);
            Assert.Equal("b" + text, terminal.Clipboard);
            Assert.Equal(0, terminal.Bells);
        }
    }

    [Fact]
    public void Random_text_is_cleaned_once_and_for_all()
    {
        var random = new Random(11);
        for (var n = 0; n < 20_000; n++)
        {
            var clean = Sanitizer.Clean(RandomText.Next(random));
            Assert.DoesNotMatch(Forbidden(), clean);
            Assert.True(Sanitizer.IsClean(clean));
        }
    }

    [Fact]
    public void Harmless_text_stays_the_same_object_and_line_feeds_stay_when_asked()
    {
        const string text = "Olá, 世界 👨‍👩‍👧 e\u0301 שלום";
        Assert.Same(text, Sanitizer.Clean(text));
        Assert.Equal("a\nb␍\nc", Sanitizer.Clean("a\nb\r\nc", keepLineFeeds: true));
        Assert.Equal("a␊b    c", Sanitizer.Clean("a\nb\tc"));
        Assert.Equal("\uFFFD", Sanitizer.Clean(((char)0xDC00).ToString()));
    }

    [GeneratedRegex(@"[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"[^ -~]")]
    private static partial Regex NotAscii();

    private static IEnumerable<(string Left, string Right)> Splits()
    {
        foreach (var sequence in EscapeCorpus.All)
        {
            var text = "ab" + sequence + "cd";
            for (var cut = 0; cut <= text.Length; cut++)
            {
                yield return (text[..cut], text[cut..]);
            }
        }
    }

    private static string Frame(string left, string right)
    {
        var buffer = new CellBuffer(80, 1);
        var canvas = new Canvas(buffer, Theme.Dark, Glyphs.Unicode);
        var column = canvas.Text(0, 0, left, Style.Plain);
        canvas.Text(column, 0, right, Style.Plain);
        return Encoding.UTF8.GetString(new FrameRenderer(ColorDepth.TrueColor).Render(buffer).Span);
    }
}
