namespace Samantha.Engine.Templates;

/// <summary>
/// A piece of a rendered prompt: the template's own text (special tokens count) or a message's content (they do not).
/// </summary>
internal sealed record PromptSegment(string Text, bool IsTemplate);
