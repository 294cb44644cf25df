using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Samantha.Engine.Protocol;
using Samantha.Engine.Server;

namespace Samantha.Engine.Tests.Server;

/// <summary>From token bytes to text: characters and stop words do not care where tokens end.</summary>
public sealed class ResponseTextTests
{
    [Fact]
    public void A_stop_word_across_borders_ends_the_text_before_it()
    {
        ResponseText text = new(["STOP"], dropsFirstSpace: false);

        string shown = text.Append("say S"u8) + text.Append("TO"u8) + text.Append("P now"u8);

        Assert.Equal("say ", shown);
        Assert.Equal("STOP", text.StopWord);
    }

    [Fact]
    public void Text_that_may_begin_a_stop_word_is_held_back_until_it_is_certain()
    {
        ResponseText text = new(["STOP"], dropsFirstSpace: false);

        Assert.Equal("a ", text.Append("a ST"u8));
        Assert.Equal("STA", text.Append("A"u8));
        Assert.Equal(string.Empty, text.Append("S"u8));
        Assert.Equal("S", text.Finish());
        Assert.Equal("a STAS", text.Text);
        Assert.Null(text.StopWord);
    }

    [Fact]
    public void The_match_that_ends_first_counts_and_of_two_the_longest()
    {
        StopWordMatcher matcher = new(["abcd", "bc", "c"]);

        Assert.Equal("a", matcher.Append("abcd"));
        Assert.Equal("bc", matcher.Found);
    }

    [Fact]
    public void A_character_split_over_tokens_is_put_together()
    {
        byte[] smile = Encoding.UTF8.GetBytes("😀");
        ResponseText text = new([], dropsFirstSpace: false);

        Assert.Equal(string.Empty, text.Append(smile.AsSpan(0, 2)));
        Assert.Equal("😀", text.Append(smile.AsSpan(2)));
    }

    [Fact]
    public void Bytes_that_cannot_become_a_character_are_replaced_as_soon_as_that_is_certain()
    {
        ResponseText text = new([], dropsFirstSpace: false);

        Assert.Equal(string.Empty, text.Append([0xF0, 0x9F]));
        Assert.Equal("\uFFFDa", text.Append("a"u8));
        Assert.Equal(string.Empty, text.Append([0xE2]));
        Assert.Equal("\uFFFD", text.Finish());
    }

    [Fact]
    public void One_leading_space_is_dropped_where_the_tokenizer_adds_one()
    {
        ResponseText text = new([], dropsFirstSpace: true);

        Assert.Equal(" Hi", text.Append("  Hi"u8));
        Assert.Equal(" you", text.Append(" you"u8));
    }

    [Fact]
    public void The_text_does_not_depend_on_how_its_bytes_are_cut()
    {
        // A small alphabet, so that stop words and beginnings of them are frequent.
        Gen<string> word = Gen.Elements('a', 'b', 'é').NonEmptyListOf().Select(chars => new string([.. chars.Take(4)]));
        Gen<(string Text, string[] Stops, int[] Cuts)> cases =
            from text in Gen.Elements('a', 'b', 'é', '語').ListOf().Select(chars => new string([.. chars]))
            from stops in word.ListOf().Select(list => list.Take(3).ToArray())
            from cuts in Gen.Choose(1, 3).ListOf()
            select (text, stops, cuts.ToArray());

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            ResponseText whole = new([.. c.Stops], false);
            string expectedShown = whole.Append(Encoding.UTF8.GetBytes(c.Text)) + whole.Finish();
            ResponseText cut = new([.. c.Stops], false);
            string shown = Feed(cut, Encoding.UTF8.GetBytes(c.Text), c.Cuts);
            return shown == expectedShown && cut.Text == shown && cut.StopWord == whole.StopWord
                && shown == Reference(c.Text, c.Stops);
        }));
    }

    [Fact]
    public void Updates_come_at_once_for_the_first_token_then_in_groups_and_lose_nothing()
    {
        List<TokensGenerated> updates = [];
        UpdateBatcher batcher = new(update => updates.Add((TokensGenerated)update), new StillTime());

        for (int i = 0; i < 40; i++)
        {
            batcher.Add($"{i} ");
        }

        batcher.Finish("end");

        Assert.Equal([1, 17, 33, 40], updates.Select(u => u.ResponseTokens));
        string expected = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i} ")) + "end";
        Assert.Equal(expected, string.Concat(updates.Select(u => u.TextDelta)));
    }

    private static string Feed(ResponseText text, byte[] bytes, int[] cuts)
    {
        StringBuilder shown = new();
        for (int at = 0, i = 0; at < bytes.Length && text.StopWord is null; i++)
        {
            int length = Math.Min(cuts.Length == 0 ? 1 : cuts[i % cuts.Length], bytes.Length - at);
            shown.Append(text.Append(bytes.AsSpan(at, length)));
            at += length;
        }

        return shown.Append(text.StopWord is null ? text.Finish() : string.Empty).ToString();
    }

    private static string Reference(string text, string[] stops)
    {
        for (int end = 1; end <= text.Length; end++)
        {
            string? best = stops.Where(s => text[..end].EndsWith(s, StringComparison.Ordinal)).MaxBy(s => s.Length);
            if (best is not null)
            {
                return text[..(end - best.Length)];
            }
        }

        return text;
    }

    private sealed class StillTime : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
