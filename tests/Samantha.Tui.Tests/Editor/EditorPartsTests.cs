using Samantha.Chains.ChainFiles;
using Samantha.Chains.Prompts;
using Samantha.Terminal.Widgets.Editing;
using Samantha.Tui.Editor;
using Samantha.Tui.Editor.Fields;
using Samantha.Tui.Editor.Pages;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Tests.Editor;

public sealed class EditorPartsTests
{
    private static readonly ChainDefinition s_chain = ChainDefinition.FromPrompts(PromptListParser.Parse("x", "x"));

    public static TheoryData<string> Rows => new(AllRows().Select(row => row.Id));

    [Theory]
    [InlineData("loops", "endless")]
    [InlineData("name", "A # \"name\"")]
    [InlineData("on-error", "next-step")]
    [InlineData("reset-model", "off")]
    [InlineData("engine.threads", "4")]
    [InlineData("hyperparameters.temperature", "0.8")]
    [InlineData("hyperparameters.stop", "\"a\", \"b, c\"")]
    [InlineData("hyperparameters.seed", "18446744073709551615")]
    [InlineData("code.limits.memory", "1.8 GB")]
    [InlineData("code.readable", "data, x=/srv/y")]
    [InlineData("stop.response-line", "off")]
    [InlineData("stop.wall-time", "90 minutes")]
    [InlineData("stop.until", "07:30")]
    public void A_setting_that_is_written_shows_as_written_and_empty_is_the_default(string id, string value)
    {
        SettingRow row = AllRows().Single(row => row.Id == id);

        (ChainDefinition chain, string? problem) = row.Set(s_chain, value);

        Assert.Null(problem);
        Assert.Equal(value, row.Get(chain));
        Assert.Equal(row.Default, row.Get(row.Set(chain, "").Chain));
    }

    [Theory]
    [InlineData("loops", "0")]
    [InlineData("hyperparameters.temperature", "9")]
    [InlineData("stop.response-matches", "(")]
    [InlineData("stop.wall-time", "soon")]
    [InlineData("code.limits.cpu", "1 } x {")]
    public void A_wrong_value_is_refused_with_what_is_allowed_and_changes_nothing(string id, string value)
    {
        (ChainDefinition chain, string? problem) = AllRows().Single(row => row.Id == id).Set(s_chain, value);

        Assert.Same(s_chain, chain);
        Assert.NotEmpty(problem!);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_setting_is_explained_in_both_languages(string id)
    {
        foreach (string language in Languages.All)
        {
            Assert.NotNull(TextCatalog.Load(language).Find("editor.help." + id));
        }
    }

    [Fact]
    public void No_setting_of_a_chain_file_is_missing()
    {
        string[] elsewhere =
        [
            "models", "prompts", "prompts-file", "prompts-pdf", "pdf", "system-prompt", "system-prompt-file", "previous-response",
            "previous-response-file", "seed", "hide-html",
        ];
        string message = ChainFileReader.Read("chain { zzzzz = 1 }", "", name => FileText.Failed(name, ""))
            .Diagnostics.First(found => found.Message.Contains("zzzzz", StringComparison.Ordinal)).Message;
        string[] known = message[(message.IndexOf("Allowed are: ", StringComparison.Ordinal) + 13)..].TrimEnd('.').Split(", ");
        Assert.Empty(known.Except(AllRows().Select(row => row.Id.Split('.')[0])).Except(elsewhere));
    }

    [Fact]
    public void The_margin_says_which_prompt_a_line_begins()
    {
        const string Text = "[Pre]\n{top_k=3} One\n$$$\n--- Two\n$$$\n{oops} Three\nmore\n$$$\n[[Join]]";

        PromptMarks marks = PromptMarks.Of(PromptListParser.Parse(Text, ""), Text);

        Assert.Equal(["0 []", "1 1", "3 -", "5 2!", "8 3"], marks.Marks.Select(mark => $"{mark.Line} {mark.Sign}"));
        Assert.Contains(marks.Ranges, range => range.Range.Start == new TextPosition(3, 0) && range.Range.End == new TextPosition(3, 7));
        Assert.Contains(marks.Ranges, range => range.Range.Start == new TextPosition(1, 0) && range.Range.End == new TextPosition(1, 9));
    }

    [Fact]
    public void Entries_of_a_collection_are_stripped_and_empty_ones_left_out() =>
        Assert.Equal(["a\nb", "c $-$ d"], PromptCollections.Parse("\uFEFF a\r\nb \n$-$-$\n\n$-$-$c $-$ d$-$-$\n").ToArray());

    [Fact]
    public void Typing_in_one_field_is_one_step_and_another_field_is_the_next()
    {
        var time = new HandClock();
        EditorState[] states = [.. Enumerable.Range(0, 5).Select(n => new EditorState(null, $"{n}"))];
        var history = new EditorHistory(states[0], time);
        history.Change(states[1], "a");
        history.Change(states[2], "a");
        history.Change(states[3], "b");
        time.Ticks += TimeSpan.FromSeconds(5).Ticks;
        history.Change(states[4], "b");

        Assert.Equal("b", history.Undo()!.Field);
        Assert.Equal(states[3], history.State);
        Assert.Equal("b", history.Undo()!.Field);
        Assert.Equal("a", history.Undo()!.Field);
        Assert.Equal(states[0], history.State);
        Assert.Null(history.Undo());
        Assert.Equal("a", history.Redo()!.Field);
        Assert.Equal(states[2], history.State);
        history.Change(states[0], "c");
        Assert.False(history.CanRedo);
    }

    private static IEnumerable<SettingRow> AllRows() =>
        [.. SettingRows.Run, .. HealthRows.All, .. SettingRows.Code, .. SettingRows.Stop, .. ValueRows.Hyperparameters, ValueRows.Sweep, ValueRows.Random, .. ValueRows.Ranges];

    private sealed class HandClock : TimeProvider
    {
        public long Ticks { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Ticks;
    }
}
