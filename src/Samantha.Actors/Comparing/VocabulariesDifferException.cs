namespace Samantha.Actors.Comparing;

/// <summary>Two models cut texts into different tokens, so that their distributions are about different things.</summary>
public sealed class VocabulariesDifferException(string message) : Exception(message);
