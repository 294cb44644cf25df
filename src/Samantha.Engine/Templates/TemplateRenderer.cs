namespace Samantha.Engine.Templates;

/// <summary>Renders role and content pairs with a template, ready for the assistant to speak; null when it cannot.</summary>
internal delegate string? TemplateRenderer(string template, IReadOnlyList<(string Role, string Content)> messages);
