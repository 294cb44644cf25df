namespace Samantha.Engine.Protocol;

/// <summary>
/// Exact tokens of a prompt including its template, and the window it must fit into with at least one token left.
/// </summary>
public sealed record PromptCount(int PromptTokens, int ContextTokens)
{
    public bool Fits => PromptTokens < ContextTokens;
}
