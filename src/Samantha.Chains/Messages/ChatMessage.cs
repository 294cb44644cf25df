namespace Samantha.Chains.Messages;

/// <summary>One message of a conversation. Empty content is legal: it keeps user and assistant in turn.</summary>
public sealed record ChatMessage(ChatRole Role, string Content);
