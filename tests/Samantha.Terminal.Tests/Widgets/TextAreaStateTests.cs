using FsCheck;
using FsCheck.Fluent;
using Samantha.Terminal.Widgets.Editing;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Tests.Widgets;

public class TextAreaStateTests
{
    private static TextAreaState At(string text, int line, int column)
    {
        var state = new TextAreaState(text);
        state.MoveTo(new TextPosition(line, column), select: false);
        return state;
    }

    [Fact]
    public void Backspace_takes_a_whole_grapheme_cluster_away()
    {
        var state = new TextAreaState("a👩‍👩‍👧🇧🇷e\u0301");
        state.MoveToEnd();

        state.Backspace();
        Assert.Equal("a👩‍👩‍👧🇧🇷", state.Text);
        state.Backspace();
        Assert.Equal("a👩‍👩‍👧", state.Text);
        state.Backspace();
        Assert.Equal("a", state.Text);
    }

    [Fact]
    public void Typing_in_one_go_is_one_step_of_undo_and_moving_begins_another()
    {
        var state = new TextAreaState();
        foreach (char letter in "love")
        {
            state.Insert(letter.ToString(), typed: true);
        }

        state.MoveLeft();
        state.MoveRight();
        state.Insert("!", typed: true);

        Assert.True(state.Undo());
        Assert.Equal("love", state.Text);
        Assert.True(state.Undo());
        Assert.Equal("", state.Text);
        Assert.False(state.Undo());
        state.Redo();
        state.Redo();
        Assert.Equal("love!", state.Text);
        Assert.False(state.Redo());
    }

    [Fact]
    public void A_combining_mark_typed_by_itself_can_be_undone()
    {
        var state = new TextAreaState();
        state.Insert("e");
        state.Insert("\u0301");
        Assert.Equal("e\u0301", state.Text);

        state.Undo();
        Assert.Equal("e", state.Text);
        state.Redo();
        Assert.Equal("e\u0301", state.Text);
    }

    [Fact]
    public void Up_and_down_go_by_rows_of_the_screen_and_remember_the_column()
    {
        var state = At("aaaa bbbb cccc\nx\nddddddd", 0, 7);
        state.Layout.WidthCells = 10;

        state.MoveRows(1);
        Assert.Equal(new TextPosition(0, 14), state.Caret);
        state.MoveRows(1);
        Assert.Equal(new TextPosition(1, 1), state.Caret);
        state.MoveRows(1);
        Assert.Equal(new TextPosition(2, 7), state.Caret);
        state.MoveRows(-3);
        Assert.Equal(new TextPosition(0, 7), state.Caret);
        state.MoveRows(-5);
        Assert.Equal(default, state.Caret);
    }

    [Fact]
    public void Words_are_left_and_deleted_as_a_whole()
    {
        var state = At("one two_three  four", 0, 19);

        state.MoveWordLeft();
        Assert.Equal(15, state.Caret.Column);
        state.MoveWordLeft();
        Assert.Equal(4, state.Caret.Column);
        state.MoveWordRight();
        Assert.Equal(13, state.Caret.Column);
        state.DeleteWordBefore();
        Assert.Equal("one   four", state.Text);
        state.DeleteWordAfter();
        Assert.Equal("one ", state.Text);
    }

    [Fact]
    public void A_selection_over_lines_is_replaced_by_what_is_typed()
    {
        var state = new TextAreaState("first\nsecond\nthird");
        state.Select(new TextRange(new TextPosition(0, 2), new TextPosition(2, 2)));
        Assert.Equal("rst\nsecond\nth", state.SelectedText);

        state.Insert("-");

        Assert.Equal("fi-ird", state.Text);
        state.Undo();
        Assert.Equal("first\nsecond\nthird", state.Text);
    }

    [Fact]
    public void Search_goes_round_and_backwards()
    {
        var state = new TextAreaState("Love is love\nno\nLOVE");

        Assert.True(state.FindNext("love", fromCaret: true));
        Assert.Equal(0, state.Selection.Start.Column);
        state.FindNext("love");
        Assert.Equal(new TextPosition(0, 8), state.Selection.Start);
        state.FindNext("love");
        Assert.Equal(new TextPosition(2, 0), state.Selection.Start);
        state.FindNext("love");
        Assert.Equal(new TextPosition(0, 0), state.Selection.Start);
        state.FindNext("love", backwards: true);
        Assert.Equal(new TextPosition(2, 0), state.Selection.Start);
        Assert.False(state.FindNext("hate"));
    }

    [Fact]
    public void Line_ends_of_any_kind_become_one_kind_and_the_size_is_bounded()
    {
        var state = new TextAreaState("a\r\nb\rc\nd");
        Assert.Equal(["a", "b", "c", "d"], state.Document.Lines);

        state.Insert(new string('x', TextDocument.MaxChars + 10));
        Assert.Equal(TextDocument.MaxChars, state.Document.Length);
        state.Undo();
        Assert.Equal("a\nb\nc\nd", state.Text);
    }

    [Fact]
    public void Offsets_and_positions_turn_into_each_other()
    {
        var document = new TextDocument("ab\n\ncde");
        for (int offset = 0; offset <= document.Length; offset++)
        {
            Assert.Equal(offset, document.OffsetOf(document.PositionAt(offset)));
        }

        Assert.Equal(new TextPosition(2, 3), document.PositionAt(999));
    }

    [Fact]
    public void Whatever_is_done_can_be_undone_and_redone_and_the_cursor_stays_in_the_text()
    {
        var steps = Gen.Choose(0, 16).Two().ListOf().ToArbitrary();
        Prop.ForAll(steps, done =>
        {
            var state = new TextAreaState("Prompt 👩‍👩‍👧 one\n$$$\n日本 e\u0301");
            state.Layout.WidthCells = 9;
            string before = state.Text;
            foreach (var (kind, number) in done)
            {
                Do(state, kind, number);
                AssertInside(state);
            }

            string after = state.Text;
            int undone = 0;
            while (state.Undo())
            {
                AssertInside(state);
                undone++;
            }

            Assert.Equal(before, state.Text);
            for (; undone > 0; undone--)
            {
                Assert.True(state.Redo());
                AssertInside(state);
            }

            Assert.Equal(after, state.Text);
        }).QuickCheckThrowOnFailure();
    }

    private static void Do(TextAreaState state, int kind, int number)
    {
        string[] texts = ["a", "\u0301", "🇧", "\n", "x\r\ny", "\u200d👧", " ", "\ud83d"];
        bool select = number % 2 == 0;
        switch (kind)
        {
            case 0 or 1 or 2 or 3:
                state.Insert(texts[number % texts.Length], typed: kind < 2);
                break;
            case 4:
                state.Backspace();
                break;
            case 5:
                state.Delete();
                break;
            case 6:
                state.MoveLeft(select);
                break;
            case 7:
                state.MoveRight(select);
                break;
            case 8:
                state.MoveRows(number - 8, select);
                break;
            case 9:
                state.MoveWordLeft(select);
                break;
            case 10:
                state.MoveWordRight(select);
                break;
            case 11:
                state.DeleteWordBefore();
                break;
            case 12:
                state.DeleteToLineEnd();
                break;
            case 13:
                state.MoveToRowEnd(select);
                break;
            case 14:
                state.FindNext("o", select);
                break;
            case 15:
                state.SelectWord(new TextPosition(number, number));
                break;
            default:
                state.ReplaceAll(state.Text + number);
                break;
        }
    }

    private static void AssertInside(TextAreaState state)
    {
        foreach (var position in new[] { state.Caret, state.Anchor })
        {
            Assert.InRange(position.Line, 0, state.Document.Lines.Count - 1);
            string line = state.Document.Lines[position.Line];
            Assert.Equal(position.Column, CellText.SnapToCluster(line, position.Column));
        }

        Assert.Equal(state.Text.Length, state.Document.Length);
        Assert.InRange(state.Layout.CellOf(state.Caret), 0, int.MaxValue);
    }
}
