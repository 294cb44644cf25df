namespace Samantha.Terminal.Widgets.Trees;

/// <summary>A node as a row of the screen, with how deep it lies.</summary>
public sealed record TreeRow(TreeNode Node, int Depth);
