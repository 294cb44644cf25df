using FsCheck;
using FsCheck.Fluent;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.Sessions.Comparing;

namespace Samantha.Tui.Tests.Sessions;

public sealed class WordDiffTests
{
    [Fact]
    public void Equal_texts_have_everything_in_common()
    {
        WordDifference difference = WordDiff.Compare("one two\nthree", "one two\nthree");
        Assert.Equal(new DiffPiece(DiffKind.Both, "one two\nthree"), Assert.Single(difference.Pieces));
        Assert.Equal((3, 0, 0), (difference.CommonWords, difference.RemovedWords, difference.AddedWords));
    }

    [Fact]
    public void Only_the_words_that_differ_are_told_apart()
    {
        WordDifference difference = WordDiff.Compare("The sky is blue today.", "The sky was grey today.");
        Assert.Equal(
            [
                new(DiffKind.Both, "The sky "), new(DiffKind.Removed, "is"), new(DiffKind.Added, "was"), new(DiffKind.Both, " "),
                new(DiffKind.Removed, "blue"), new(DiffKind.Added, "grey"), new(DiffKind.Both, " today."),
            ],
            difference.Pieces.AsEnumerable());
        Assert.True(difference.IsExact);
    }

    [Fact]
    public void An_empty_text_differs_from_any_other_by_all_of_it()
    {
        Assert.Equal(new DiffPiece(DiffKind.Added, "a b"), Assert.Single(WordDiff.Compare("", "a b").Pieces));
        Assert.Equal(new DiffPiece(DiffKind.Removed, "a b"), Assert.Single(WordDiff.Compare("a b", "").Pieces));
        Assert.Empty(WordDiff.Compare("", "").Pieces);
    }

    [Fact]
    public void Words_of_any_script_stay_whole() =>
        Assert.Equal(["ação", " ", "e\u0301ü", " ", "👍", "x1_y", "!"], WordDiff.Split("ação e\u0301ü 👍x1_y!").AsEnumerable());

    [Fact]
    public void The_pieces_give_both_texts_back() => Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Texts(), Texts(), (first, second) =>
        {
            WordDifference difference = WordDiff.Compare(first, second);
            return difference.First == first && difference.Second == second && difference.IsExact;
        }));

    [Fact]
    public void Too_many_differences_are_told_as_one_and_nothing_is_lost() => Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Texts(), Texts(), (first, second) =>
        {
            WordDifference difference = WordDiff.Compare(first, second, editsMax: 2);
            return difference.First == first && difference.Second == second;
        }));

    [Fact]
    public void No_shorter_list_of_differences_exists() => Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Texts(), Texts(), (first, second) =>
        {
            string[] a = [.. WordDiff.Split(first)];
            string[] b = [.. WordDiff.Split(second)];
            int common = WordDiff.Compare(first, second).Pieces
                .Where(piece => piece.Kind == DiffKind.Both)
                .Sum(piece => WordDiff.Split(piece.Text).Length);
            return common == LongestCommon(a, b);
        }));

    [Fact]
    public void Long_texts_with_nothing_in_common_take_no_long_time()
    {
        string first = string.Join(' ', Enumerable.Range(0, 100_000).Select(n => $"a{n}"));
        string second = string.Join(' ', Enumerable.Range(0, 100_000).Select(n => $"b{n}"));
        WordDifference difference = WordDiff.Compare(first, second);
        Assert.False(difference.IsExact);
        Assert.Equal(first, difference.First);
    }

    [Fact]
    public void Each_side_shows_its_own_words_line_by_line()
    {
        WordDifference difference = WordDiff.Compare("same\nold word\nend", "same\nnew word\nend");
        StyledLine[] first = [.. CompareView.Lines(difference, DiffKind.Removed, ThemeRole.Removed)];
        Assert.Equal(["same", "old word", "end"], first.Select(line => line.Text));
        Assert.Equal(new StyledSpan(0, 3, ThemeRole.Removed), Assert.Single(first[1].Spans));
        Assert.Empty(first[0].Spans);
        StyledLine[] second = [.. CompareView.Lines(difference, DiffKind.Added, ThemeRole.Added)];
        Assert.Equal(["same", "new word", "end"], second.Select(line => line.Text));
    }

    // Few different words, so that many are in common.
    private static Arbitrary<string> Texts() => Gen.Elements("a", "b", "c", "dd", " ", "  ", "\n", ".", "é", "👍")
        .ListOf().Select(words => string.Concat(words)).ToArbitrary();

    private static int LongestCommon(string[] a, string[] b)
    {
        int[,] best = new int[a.Length + 1, b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                best[i, j] = a[i - 1] == b[j - 1] ? best[i - 1, j - 1] + 1 : Math.Max(best[i - 1, j], best[i, j - 1]);
            }
        }

        return best[a.Length, b.Length];
    }
}
