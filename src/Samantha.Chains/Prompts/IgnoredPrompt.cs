namespace Samantha.Chains.Prompts;

/// <summary>A prompt that is left out because --- stands in front of it: where it stands, and its text with the mark.</summary>
public sealed record IgnoredPrompt(PromptSpan Span, string Text);
