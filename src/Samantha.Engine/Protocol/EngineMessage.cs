namespace Samantha.Engine.Protocol;

/// <summary>
/// One chat message for the engine. The content is data: it is tokenised with special tokens off, so that no text can
/// open a role. An empty content is legal. Lone surrogates are replaced by U+FFFD before the message leaves the host.
/// </summary>
public sealed record EngineMessage(EngineRole Role, string Content);
