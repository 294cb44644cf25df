namespace Samantha.Terminal.Widgets.Panes;

/// <summary>Whether the parts of a split stand side by side or below each other.</summary>
public enum SplitDirection
{
    Columns,
    Rows,
}
