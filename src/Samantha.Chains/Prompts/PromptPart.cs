namespace Samantha.Chains.Prompts;

/// <summary>What a piece of a prompt is: text to send as it stands, or a place where responses are put in.</summary>
public enum PromptPartKind
{
    Literal,

    /// <summary>The word full_text: every response of the session so far.</summary>
    FullText,

    /// <summary>The word partial_text: every response of this round so far.</summary>
    PartialText,
}

/// <summary>One piece of a prompt. For a place-holder, Text is its word.</summary>
public sealed record PromptPart(PromptPartKind Kind, string Text);
