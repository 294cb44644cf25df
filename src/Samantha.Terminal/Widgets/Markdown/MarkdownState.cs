namespace Samantha.Terminal.Widgets.Markdown;

/// <summary>What earlier lines mean for the next one: whether a code block is open, and which fence closes it.</summary>
public readonly record struct MarkdownState(char FenceSign, int FenceLength)
{
    public bool InCode => FenceLength > 0;
}
