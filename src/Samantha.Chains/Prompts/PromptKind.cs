namespace Samantha.Chains.Prompts;

/// <summary>
/// Where a prompt comes from: written by the user, the [[final]] prompt, or the Hello! that stands in for an empty list.
/// </summary>
public enum PromptKind
{
    Ordinary,
    Final,
    Fallback,
}
