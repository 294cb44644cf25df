using System.Collections.Immutable;

namespace Samantha.Terminal.Widgets.Trees;

/// <summary>The rows of a tree: with a filter, the nodes that match and the way to them; without, what is open. Pure.</summary>
public static class TreeRows
{
    /// <summary>Deeper nodes are not shown; a tree of ours has four levels.</summary>
    public const int MaxDepth = 32;

    public static ImmutableArray<TreeRow> Flatten(ImmutableArray<TreeNode> roots, IReadOnlySet<string> open, string filter)
    {
        var rows = ImmutableArray.CreateBuilder<TreeRow>();
        foreach (var root in roots)
        {
            Add(root, 0, open, filter, rows);
        }

        return rows.ToImmutable();
    }

    private static bool Add(
        TreeNode node, int depth, IReadOnlySet<string> open, string filter, ImmutableArray<TreeRow>.Builder rows)
    {
        if (depth >= MaxDepth)
        {
            return false;
        }

        int at = rows.Count;
        rows.Add(new TreeRow(node, depth));
        bool matches = filter.Length == 0
            || node.Text.Contains(filter, StringComparison.OrdinalIgnoreCase)
            || node.Detail.Contains(filter, StringComparison.OrdinalIgnoreCase);
        bool below = false;
        if (filter.Length > 0 || open.Contains(node.Id))
        {
            foreach (var child in node.Children)
            {
                below |= Add(child, depth + 1, open, filter, rows);
            }
        }

        if (!matches && !below)
        {
            rows.RemoveRange(at, rows.Count - at);
            return false;
        }

        return true;
    }
}
