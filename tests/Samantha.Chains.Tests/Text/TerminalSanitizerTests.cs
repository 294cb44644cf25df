using System.Text;
using FsCheck.Fluent;
using Samantha.Chains.Text;

namespace Samantha.Chains.Tests.Text;

public class TerminalSanitizerTests
{
    private static readonly string[] s_pieces =
    [
        "a", "é", "e\u0301", "日本", "🙂", "👨\u200D👩\u200D👧", "☀\uFE0F", "نمی\u200Cخواهم", "\n", "\t", " ", "", "\r", "\r\n", "\0",
        "\b", "\a", "\u007F", "\u001B[31m", "\u001B[2J", "\u001B[6n", "\u001B]0;title\a", "\u001B]52;c;AAAA\u001B\\",
        "\u001B]8;;http://x\u001B\\", "\u001BP", "\u001B_", "\u001Bc", "\u001B", "\u009B31m", "\u0085", "\u0090", "\u009D",
        "\u202E", "\u202A", "\u2066", "\u2069", "\u200E", "\u200F", "\u061C", "\u200B", "\u200C", "\u200D", "\u2060", "\u2063",
        "\uFEFF", "\u00AD", "\u2028", "\u2029", "\uFFF9", "\uFFFE", "\uFDD0", "\u3164", "\U000E0041", "\U000E007F",
        "\U000E0100", "\U0001D173", "\uFE0F", "\u0301", "\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "\u20DD",
        "\ud83d", "\ude42", "\ud800", "\udfff", "\u180E", "\u034F",
    ];

    [Theory]
    [InlineData("plain\ttext\nline", "plain\ttext\nline")]
    [InlineData("\u001B[31mred", "␛[31mred")]
    [InlineData("\u001B]0;title\a", "␛]0;title␇")]
    [InlineData("\u009B2J", "<U+009B>2J")]
    [InlineData("a\0b\u007F", "a␀b␡")]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("over\rwritten", "over␍written")]
    [InlineData("end\r", "end␍")]
    [InlineData("evil\u202Etxt", "evil<U+202E>txt")]
    [InlineData("ze\u200Bro", "ze<U+200B>ro")]
    [InlineData("a\u200Db", "a<U+200D>b")]
    [InlineData("x\U000E0041", "x<U+E0041>")]
    [InlineData("👨\u200D👩\u200D👧 ☀\uFE0F e\u0301 نمی\u200Cخواهم", "👨\u200D👩\u200D👧 ☀\uFE0F e\u0301 نمی\u200Cخواهم")]
    [InlineData("\u0301x", "\u25CC\u0301x")]
    public void Dangerous_signs_become_pictures_and_writing_stays(string text, string expected) =>
        Assert.Equal(expected, TerminalSanitizer.Sanitize(text));

    [Fact]
    public void Half_characters_become_replacement_signs()
    {
        Assert.Equal("a\uFFFDb", TerminalSanitizer.Sanitize("a\ud800b"));
        Assert.Equal("a\uFFFD", TerminalSanitizer.Sanitize("a\ud800"));
        Assert.Equal("\uFFFDa", TerminalSanitizer.Sanitize("\udc00a"));
    }

    [Fact]
    public void A_tower_of_marks_is_cut_to_a_height_that_real_writing_has()
    {
        var safe = TerminalSanitizer.Sanitize("Z" + new string('\u0301', 500) + "a\u0301");

        Assert.Equal("Z" + new string('\u0301', TerminalSanitizer.MarksPerCellMax) + "\uFFFDa\u0301", safe);
    }

    [Fact]
    public void However_a_text_is_cut_into_pieces_the_result_is_the_same_and_has_nothing_forbidden() =>
        Properties.Hold(
            from text in Properties.TextsOf(12, s_pieces)
            from cuts in Gen.ListOf(Gen.Choose(0, 40))
            select (text, cuts),
            sample =>
            {
                var sanitizer = new TerminalSanitizer();
                var safe = new StringBuilder();
                var from = 0;
                foreach (var cut in sample.cuts.Order().Where(cut => cut <= sample.text.Length))
                {
                    safe.Append(sanitizer.Append(sample.text.AsSpan(from, cut - from)));
                    from = cut;
                }

                safe.Append(sanitizer.Append(sample.text.AsSpan(from)));
                safe.Append(sanitizer.Complete());
                return safe.ToString() == TerminalSanitizer.Sanitize(sample.text) && IsSafe(safe.ToString());
            },
            3000);

    [Fact]
    public void Every_pair_of_signs_cut_at_every_place_is_safe_and_the_same()
    {
        foreach (var text in from first in s_pieces from second in s_pieces select first + second)
        {
            var whole = TerminalSanitizer.Sanitize(text);
            Assert.True(IsSafe(whole), Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)));
            for (var cut = 0; cut <= text.Length; cut++)
            {
                var sanitizer = new TerminalSanitizer();
                Assert.Equal(whole, sanitizer.Append(text.AsSpan(0, cut)) + sanitizer.Append(text.AsSpan(cut))
                    + sanitizer.Complete());
            }
        }
    }

    [Fact]
    public void Every_single_character_of_Unicode_is_safe()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (Rune.IsValid(value) && !IsSafe(TerminalSanitizer.Sanitize("a" + new Rune(value))))
            {
                Assert.Fail($"U+{value:X4}");
            }
        }
    }

    [Fact]
    public void Safe_text_stays_safe_text_when_it_is_made_safe_again() =>
        Properties.Hold(
            Properties.TextsOf(12, s_pieces),
            text => TerminalSanitizer.Sanitize(text) is var once && TerminalSanitizer.Sanitize(once) == once,
            2000);

    [Fact]
    public void An_instance_is_as_new_after_the_end_of_a_stream()
    {
        var sanitizer = new TerminalSanitizer();
        Assert.Equal("a\u25CC\u0301".Length - 1, (sanitizer.Append("a\u0301") + sanitizer.Complete()).Length);

        Assert.Equal("\u25CC\u0301", sanitizer.Append("\u0301"));
    }

    [Fact]
    public void A_line_has_no_line_ends_or_tabs_and_a_bounded_length()
    {
        Assert.Equal("a␊b␉c", TerminalSanitizer.SanitizeLine("a\nb\tc"));
        Assert.Equal("abcd…", TerminalSanitizer.SanitizeLine("abcdefgh", 5));
        Assert.Equal("abcde", TerminalSanitizer.SanitizeLine("abcde", 5));
    }

    private static bool IsSafe(string text)
    {
        var index = 0;
        while (index < text.Length)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out var used) != System.Buffers.OperationStatus.Done
                || TerminalSanitizer.IsForbidden(rune) || (rune.Value < 0x20 && rune.Value is not ('\n' or '\t'))
                || rune.Value is (>= 0x7F and <= 0x9F) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069))
            {
                return false;
            }

            index += used;
        }

        return true;
    }
}
