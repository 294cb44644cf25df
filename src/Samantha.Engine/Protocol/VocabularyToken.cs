namespace Samantha.Engine.Protocol;

/// <summary>
/// One vocabulary entry. <c>Text</c> is the entry's bytes as UTF-8 (U+FFFD where they are only part of a character);
/// <c>Bytes</c> is them in hexadecimal, so that nothing is lost.
/// </summary>
public sealed record VocabularyToken(int Id, string Text, string Bytes, VocabularyTokenKind Kind);
