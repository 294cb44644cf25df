using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Markdown;
using Samantha.Terminal.Widgets.Transcripts;

namespace Samantha.Terminal.Tests.Widgets;

public class MarkdownTests
{
    /// <summary>The text with each span that has a role written as {role:text}.</summary>
    private static string Show(StyledLine line)
    {
        string shown = "";
        int at = 0;
        foreach (var span in line.Spans)
        {
            shown += line.Text[at..span.Start] + $"{{{span.Role}:{line.Text[span.Start..span.End]}}}";
            at = span.End;
        }

        return shown + line.Text[at..];
    }

    private static Arbitrary<List<string>> Texts(params string[] pieces) => Gen.Elements(pieces).ListOf().ToArbitrary();

    private static string[] Show(string text) => [.. MarkdownStyler.StyleAll(text).Select(Show)];

    [Theory]
    [InlineData("# Title #", "{Heading:Title}")]
    [InlineData("#hashtag", "#hashtag")]
    [InlineData("some **bold** and *soft* words", "some {Strong:bold} and {Quote:soft} words")]
    [InlineData("a `code **not bold**` b", "a {Code:code **not bold**} b")]
    [InlineData("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name")]
    [InlineData("**never closed", "**never closed")]
    [InlineData("- item", "{Accent:• }item")]
    [InlineData("  * nested **x**", "{Accent:  • }nested {Strong:x}")]
    [InlineData("12. twelfth", "{Accent:12. }twelfth")]
    [InlineData("> said", "{Quote:> said}")]
    [InlineData("| a | b |", "| a | b |")]
    [InlineData("|---|:-:|", "{Muted:|---|:-:|}")]
    [InlineData("***", "{Muted:***}")]
    [InlineData("[here](https://example.org)", "{Link:here}{Muted: (}{Muted:https://example.org}{Muted:)}")]
    [InlineData("[x] not a link", "[x] not a link")]
    [InlineData("\\*plain\\* C:\\path", "*plain* C:\\path")]
    [InlineData("~~gone~~ ~5", "{Muted:gone} ~5")]
    [InlineData("***both***", "***both***")]
    [InlineData("", "")]
    public void One_line(string markdown, string expected) => Assert.Equal(expected, Assert.Single(Show(markdown)));

    [Fact]
    public void A_code_block_is_code_until_its_own_fence_closes_it()
    {
        Assert.Equal(
            ["{Muted:```python}", "{Code:# not a heading}", "{Code:~~~}", "{Muted:```}", "{Heading:Heading}"],
            Show("```python\n# not a heading\n~~~\n```\n# Heading"));
        Assert.Equal(
            ["{Muted:````}", "{Code:```}", "{Muted:````}", "text"],
            Show("````\n```\n````\ntext"));
    }

    [Fact]
    public void Streaming_in_any_pieces_gives_the_lines_of_the_whole() =>
        Prop.ForAll(
            Texts("# head", "\n", "**b**", "`", "```", "- ", "text ", "\r\n", "*", "> q", "|", "日本"),
            Gen.Choose(1, 6).ToArbitrary(),
            (pieces, step) =>
            {
                string text = string.Concat(pieces) + "x";
                var stream = new MarkdownTranscript();
                for (int at = 0; at < text.Length; at += step)
                {
                    stream.Append(text.Substring(at, Math.Min(step, text.Length - at)));

                    // Reading in between must not change what comes out in the end.
                    _ = stream.Log.AllText();
                }

                string whole = string.Join('\n', MarkdownStyler.StyleAll(text).Select(line => line.Text));
                Assert.Equal(whole, stream.Log.AllText());
                Assert.Equal(text.Replace("\r\n", "\n"), stream.Source);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_it_fail_and_spans_lie_in_order_inside_their_line() =>
        Prop.ForAll(
            Texts("*", "**", "_", "`", "``", "~", "[", "](", ")", "\\", "a", " ", "#", ">", "日", "|", "-"),
            pieces =>
            {
                foreach (var line in MarkdownStyler.StyleAll(string.Concat(pieces)))
                {
                    int at = 0;
                    foreach (var span in line.Spans)
                    {
                        Assert.True(span.Start >= at && span.Length > 0 && span.End <= line.Text.Length);
                        at = span.End;
                    }
                }
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("*a ")]
    [InlineData("[")]
    [InlineData("`")]
    [InlineData("**_")]
    [InlineData("](")]
    public void Hostile_lines_are_cheap(string piece)
    {
        string line = string.Concat(Enumerable.Repeat(piece, MarkdownStyler.MaxInlineChars / piece.Length));
        MarkdownStyler.StyleAll(line);
        var clock = Stopwatch.StartNew();

        MarkdownStyler.StyleAll(line);

        Assert.True(clock.ElapsedMilliseconds < 20_000, $"{clock.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void Ten_thousand_pieces_with_a_look_now_and_then_are_fast()
    {
        var stream = new MarkdownTranscript();
        var clock = Stopwatch.StartNew();
        for (int n = 0; n < 10_000; n++)
        {
            stream.Append(n % 50 == 49 ? "\n" : "some **words** ");
            if (n % 7 == 0)
            {
                long first = stream.Log.FirstNumber;
                _ = stream.Log.TextBetween(new TranscriptPlace(first, 0), new TranscriptPlace(first, 1));
            }
        }

        Assert.Equal(200, stream.Log.Count);
        Assert.True(clock.ElapsedMilliseconds < 30_000, $"{clock.ElapsedMilliseconds} ms");
        Assert.Equal(ThemeRole.Strong, stream.Log[stream.Log.FirstNumber].Spans[0].Role);
    }
}
