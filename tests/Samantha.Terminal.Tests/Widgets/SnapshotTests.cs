using System.Runtime.CompilerServices;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Charts;
using Samantha.Terminal.Widgets.Commands;
using Samantha.Terminal.Widgets.Editing;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Markdown;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Terminal.Widgets.Trees;

namespace Samantha.Terminal.Tests.Widgets;

/// <summary>
/// Whole screens as text, in the folder Snapshots. After a wanted change: SAMANTHA_WRITE_SNAPSHOTS=1 ./test Terminal, then look
/// at the difference.
/// </summary>
public class SnapshotTests
{
    [Theory]
    [InlineData(60, 15)]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(200, 60)]
    public void A_workspace(int width, int height)
    {
        using var screen = Workspace(width, height, Glyphs.Unicode);
        Compare(screen, $"workspace-{width}x{height}");
    }

    [Fact]
    public void A_workspace_without_special_characters()
    {
        using var screen = Workspace(80, 24, Glyphs.Ascii);
        Assert.All(screen.Text, letter => Assert.True(letter < 0x7F, $"{letter}"));
        Compare(screen, "workspace-ascii");
    }

    [Theory]
    [InlineData(60, 15)]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(200, 60)]
    public void The_help(int width, int height)
    {
        using var screen = Workspace(width, height, Glyphs.Unicode);
        screen.Press("?");
        Compare(screen, $"help-{width}x{height}");
    }

    [Theory]
    [InlineData(60, 15)]
    [InlineData(80, 24)]
    public void The_palette(int width, int height)
    {
        using var screen = Workspace(width, height, Glyphs.Unicode);
        screen.Press("Ctrl+P");
        screen.Type("se");
        Compare(screen, $"palette-{width}x{height}");
    }

    private static WidgetScreen Workspace(int width, int height, Glyphs glyphs)
    {
        StatusLine status = null!;
        var screen = new WidgetScreen(kit => Make(kit, out status, glyphs), width, height, glyphs);
        status.Source = () => screen.Root.Hints();
        status.Begin("step 2 of 4");
        screen.Draw();
        return screen;
    }

    private static SplitPane Make(WidgetKit kit, out StatusLine status, Glyphs glyphs)
    {
        var response = new MarkdownTranscript(bullet: glyphs.Bullet);
        response.Append("# Answer\nLove is **patient**, and it fits into a line that is wrapped when the pane is narrow.\n\n");
        response.Append("- first `code`\n- second\n\n```python\nprint(1)\n```\n| a | b |\n|---|---|\n| 1 | 2 |\nand the end");
        var steps = new TreeView(kit)
        {
            Roots =
            [
                new TreeNode("L1", "Loop 1", [TreeNode.Leaf("P1", "Prompt 1", "done"), TreeNode.Leaf("P2", "Prompt 2", "runs")]),
            ],
        };
        steps.SetOpen("L1", true);
        steps.Select("P2");
        var prompts = new TextArea(kit, "Create a sentence about love\n$$$\nRefine your previous response")
        {
            LineNumbers = true,
            Marks = [new MarginMark(1, "!", "Two prompts")],
        };
        var progress = new ProgressBar(kit) { Share = 0.4, Text = "1,638 of 4,096 tokens" };
        var left = new SplitPane(
            kit,
            SplitDirection.Rows,
            new SplitPart(new Pane(kit, "Steps", steps, 1), Length.Star()),
            new SplitPart(new Pane(kit, "Prompts", prompts, 3), Length.Star(), DropOrder: 1, LeastCells: 6));
        var panes = new SplitPane(
            kit,
            SplitDirection.Columns,
            new SplitPart(left, Length.Star(1, 26)),
            new SplitPart(new Pane(kit, "Response", new TranscriptView(kit, response.Log), 2), Length.Star(2), LeastCells: 30));
        status = new StatusLine(kit);
        return new SplitPane(
            kit,
            SplitDirection.Rows,
            new SplitPart(panes, Length.Star()),
            new SplitPart(progress, Length.Fixed(1)),
            new SplitPart(status, Length.Fixed(1)));
    }

    private static void Compare(WidgetScreen screen, string name, [CallerFilePath] string here = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(here)!, "Snapshots", name + ".txt");
        string actual = string.Join('\n', screen.Text.Split('\n').Select(row => row.TrimEnd())) + "\n";
        if (Environment.GetEnvironmentVariable("SAMANTHA_WRITE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.Equal(File.ReadAllText(file), actual);
    }
}
