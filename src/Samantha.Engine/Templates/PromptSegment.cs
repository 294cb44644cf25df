namespace Samantha.Engine.Templates;

/// <summary>
/// A piece of a rendered prompt: the template's own text (special tokens count) or a message's content (they do not). Message
/// counts from 0; -1 for the template's text.
/// </summary>
internal sealed record PromptSegment(string Text, bool IsTemplate, int Message = -1);
