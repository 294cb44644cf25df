namespace Samantha.Chains.Prompts;

/// <summary>
/// Where a prompt stands in its source, 1-based, end included. All zero when it stands nowhere (Hello!, prompts from data).
/// </summary>
public sealed record PromptSpan(int Line, int Column, int EndLine, int EndColumn)
{
    public static PromptSpan Nowhere { get; } = new(0, 0, 0, 0);
}
