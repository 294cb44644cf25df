using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Transcripts;

namespace Samantha.Terminal.Tests.Widgets;

public class TranscriptLogTests
{
    private static string[] Lines(TranscriptLog log) =>
        [.. Enumerable.Range(0, log.Count).Select(n => log[log.FirstNumber + n].Text.ToString())];

    [Fact]
    public void Line_ends_split_between_pieces_are_one_line_end() =>
        Prop.ForAll(
            Gen.Elements("a", "b c", "\n", "\r\n", "\r", "日本").ListOf().ToArbitrary(),
            Gen.Choose(1, 5).ToArbitrary(),
            (pieces, step) =>
            {
                // Neighbours such as "\r" and "\n" make one line end: the text as a whole says what is right.
                string text = string.Concat(pieces) + "|";
                var log = new TranscriptLog();
                for (int at = 0; at < text.Length; at += step)
                {
                    log.Append(text.Substring(at, Math.Min(step, text.Length - at)));
                }

                return log.AllText() == text.Replace("\r\n", "\n").Replace('\r', '\n');
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Memory_is_bounded_and_places_keep_their_numbers()
    {
        var log = new TranscriptLog(maxLines: 100);
        for (int n = 0; n < 10_000; n++)
        {
            log.AppendLine($"line {n}");
        }

        Assert.Equal(100, log.Count);
        Assert.Equal(9_900, log.FirstNumber);
        Assert.Equal("line 9950", log[9_950].Text.ToString());
        Assert.Equal("line 9998\nline 9999", log.TextBetween(new TranscriptPlace(9_998, 0), new TranscriptPlace(9_999, 99)));
    }

    [Fact]
    public void An_endless_line_is_continued_and_copied_as_one()
    {
        var log = new TranscriptLog();
        string text = new('x', (TranscriptLog.MaxLineChars * 2) + 10);

        log.Append(text);

        Assert.Equal(3, log.Count);
        Assert.Equal(text, log.AllText());
    }

    [Fact]
    public void Roles_of_pieces_next_to_each_other_are_kept_apart()
    {
        var log = new TranscriptLog();
        log.Append("out ");
        log.Append("err", ThemeRole.Error);
        log.Append("or", ThemeRole.Error);
        log.Append(" out");

        Assert.Equal(["out error out"], Lines(log));
        Assert.Equal([new StyledSpan(4, 5, ThemeRole.Error)], log[0].Spans);
    }

    [Fact]
    public void Clearing_does_not_begin_to_count_anew()
    {
        var log = new TranscriptLog();
        log.AppendLine("one");
        log.Append("two");
        log.Clear();
        log.Append("three");

        Assert.Equal(2, log.FirstNumber);
        Assert.Equal("three", log.AllText());
    }

    [Fact]
    public void Ten_thousand_pieces_on_one_line_cost_no_more_each_than_a_thousand()
    {
        // Every piece is wrapped at once, as if each were drawn. Compared with itself, so that the machine's speed does not
        // matter.
        Measure(1_000);
        // Quadratic would be ten times; a busy machine gets several chances.
        double few = Enumerable.Range(0, 5).Min(_ => Measure(1_000)) / 1_000;
        double many = double.MaxValue;
        for (int round = 0; round < 5 && many > few * 3; round++)
        {
            many = Math.Min(many, Measure(10_000) / 10_000);
        }

        Assert.True(many < few * 4, $"{few * 1_000:0.00} µs each of 1,000; {many * 1_000:0.00} µs each of 10,000");
    }

    private static double Measure(int pieces)
    {
        var log = new TranscriptLog();
        var clock = Stopwatch.StartNew();
        for (int n = 0; n < pieces; n++)
        {
            log.Append(n % 3 == 0 ? " wörd" : "日");
            _ = log[log.EndNumber - 1].Rows(80).Count;
        }

        return clock.Elapsed.TotalMilliseconds;
    }
}
