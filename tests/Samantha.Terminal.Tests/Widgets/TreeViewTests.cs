using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Trees;

namespace Samantha.Terminal.Tests.Widgets;

public class TreeViewTests
{
    private static (WidgetScreen Screen, TreeView Tree) Show()
    {
        TreeView tree = null!;
        var screen = new WidgetScreen(
            kit => tree = new TreeView(kit)
            {
                Roots =
                [
                    new TreeNode(
                        "L1", "Loop 1", [new TreeNode("L1.M1", "Model one", [TreeNode.Leaf("L1.M1.P1", "Prompt 1", "done")])]),
                    new TreeNode("L2", "Loop 2", [TreeNode.Leaf("L2.M1", "Model two")]),
                ],
            },
            60,
            15);
        return (screen, tree);
    }

    [Fact]
    public void Branches_open_and_close_with_arrows()
    {
        var (screen, tree) = Show();
        using var closing = screen;

        Assert.Equal("▶ ▸ Loop 1", screen.Row(0));
        screen.Press("Right");
        Assert.Equal("▶ ▾ Loop 1", screen.Row(0));
        Assert.Equal("    ▸ Model one", screen.Row(1));
        screen.Press("Right", "Right", "l");
        Assert.Equal("L1.M1.P1", tree.Selected?.Id);
        Assert.Contains("Prompt 1", screen.Row(2), StringComparison.Ordinal);
        screen.Press("h");
        Assert.Equal("L1.M1", tree.Selected?.Id);
        screen.Press("h", "h", "h");
        Assert.Equal("L1", tree.Selected?.Id);
        Assert.Equal(2, tree.ShownRows.Length);
    }

    [Fact]
    public void Closing_a_branch_around_the_selection_selects_the_branch()
    {
        var (screen, tree) = Show();
        using var closing = screen;
        tree.SetOpen("L1", true);
        tree.SetOpen("L1.M1", true);
        tree.Select("L1.M1.P1");

        tree.SetOpen("L1", false);

        Assert.Equal("L1", tree.Selected?.Id);
    }

    [Fact]
    public void A_filter_shows_the_way_to_what_it_finds_in_closed_branches()
    {
        var (screen, tree) = Show();
        using var closing = screen;

        screen.Press("/");
        screen.Type("prompt");

        Assert.Equal(["L1", "L1.M1", "L1.M1.P1"], tree.ShownRows.Select(row => row.Node.Id));
    }

    [Fact]
    public void A_click_on_the_sign_opens_the_branch()
    {
        var (screen, tree) = Show();
        using var closing = screen;

        screen.Click(2, 1);

        Assert.True(tree.IsOpen("L2"));
        Assert.False(tree.IsOpen("L1"));
    }
}
