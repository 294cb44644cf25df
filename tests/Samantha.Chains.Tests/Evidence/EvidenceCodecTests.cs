using System.Collections.Immutable;
using System.Text;
using Samantha.Chains.Evidence;

namespace Samantha.Chains.Tests.Evidence;

/// <summary>Evidence as a journal keeps it: whole, small, and never a surprise when it is damaged.</summary>
public sealed class EvidenceCodecTests
{
    [Fact]
    public void What_was_written_is_read_back()
    {
        TokenEvidence[] tokens = [.. Enumerable.Range(0, 40).Select(Token)];

        ImmutableArray<TokenEvidence> read = EvidenceCodec.Read(EvidenceCodec.Write(tokens).Data);

        Assert.Equal(tokens.Length, read.Length);
        foreach ((TokenEvidence before, TokenEvidence after) in tokens.Zip(read))
        {
            Assert.Equal(
                before with { Stages = [], Candidates = [] }, after with { Stages = [], Candidates = [] });
            Assert.Equal(before.Stages.ToArray(), after.Stages.ToArray());
            Assert.Equal(before.Candidates.Select(Line), after.Candidates.Select(Line));
            Assert.Equal(before.Probability, after.Probability);
            Assert.Equal(before.MassNotShown(2), after.MassNotShown(2));
        }
    }

    [Fact]
    public void A_token_with_ten_candidates_takes_less_than_two_hundred_bytes()
    {
        TokenEvidence[] tokens = [.. Enumerable.Range(0, EvidenceBlock.TokensMax).Select(Token)];

        Assert.InRange(EvidenceCodec.Write(tokens).Data.Length / tokens.Length, 50, 200);
    }

    [Fact]
    public void Damaged_bytes_are_a_format_error_or_evidence_and_nothing_else()
    {
        byte[] whole = [.. EvidenceCodec.Write([.. Enumerable.Range(0, 3).Select(Token)]).Data];
        var random = new Random(5);
        for (int i = 0; i < 3000; i++)
        {
            byte[] damaged = [.. whole.Take(i % 3 == 0 ? random.Next(whole.Length) : whole.Length)];
            for (int change = 0; change < 3 && damaged.Length > 0; change++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                EvidenceCodec.Read([.. damaged]);
            }
            catch (FormatException)
            {
                // The only error there is.
            }
        }
    }

    [Fact]
    public void A_newer_layout_is_named()
    {
        FormatException problem = Assert.Throws<FormatException>(() => EvidenceCodec.Read([9]));

        Assert.Contains("layout 9", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" fire", " fire")]
    [InlineData("a\n\tb\u001b[31m", "a⏎⇥b‹1b›[31m")]
    public void Text_of_a_token_is_one_safe_line(string text, string shown) =>
        Assert.Equal(shown, TokenBytes.Text([.. Encoding.UTF8.GetBytes(text)]));

    [Fact]
    public void A_piece_of_a_character_is_shown_by_its_bytes() =>
        Assert.Equal("‹e2 96›", TokenBytes.Text([0xE2, 0x96]));

    [Fact]
    public void Fewer_candidates_keep_the_token_and_all_that_is_not_shown_counts_as_such()
    {
        TokenEvidence token = Token(3) with { Token = 100 + 9 };

        TokenEvidence limited = token.Limit(2);

        Assert.Equal([100, 101, 109], limited.Candidates.Select(c => c.Token));
        Assert.True(limited.MassNotShown(0) > token.MassNotShown(0));
        Assert.Equal(token.Probability, limited.Probability);
    }

    private static string Line(EvidenceCandidate candidate) =>
        $"{candidate.Token} {candidate.Text} {string.Join(' ', candidate.Logits)} {candidate.RemovedBy}";

    private static TokenEvidence Token(int index)
    {
        float[] raw = [.. Enumerable.Range(0, 10).Select(i => 10f - i - (index / 100f))];
        double sum = raw.Sum(logit => Math.Exp(logit - raw[0])) + 0.25;
        return new TokenEvidence(
            index,
            100 + (index % 10),
            1 + (index % 10),
            EndsTurn: index % 7 == 0,
            Given: index % 5 == 0,
            Ms: 1.5f,
            [
                new EvidenceStage("raw", 32_000, raw[0], sum, 1, 1.25, ChangesLogits: true),
                new EvidenceStage("penalties", 32_000, raw[0], sum, 1, 1.25, ChangesLogits: true),
                new EvidenceStage("temperature", 3, raw[0], 1.5, 0.7, 0.5, ChangesLogits: false),
            ],
            [.. raw.Select((logit, i) => new EvidenceCandidate(
                100 + i,
                [.. Encoding.UTF8.GetBytes(" t" + i)],
                i == 2 ? [logit, logit - 1] : [logit, logit],
                i < 3 ? -1 : 2))]);
    }
}
