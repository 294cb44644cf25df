using System.Collections.Immutable;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets.Trees;

/// <summary>
/// A node of a tree and what lies below it. The id must be unique in the tree: it keeps selection and open branches.
/// </summary>
public sealed record TreeNode(
    string Id,
    string Text,
    ImmutableArray<TreeNode> Children,
    string Detail = "",
    ThemeRole Role = ThemeRole.Text,
    object? Tag = null)
{
    public static TreeNode Leaf(
        string id, string text, string detail = "", ThemeRole role = ThemeRole.Text, object? tag = null) =>
        new(id, text, [], detail, role, tag);
}
