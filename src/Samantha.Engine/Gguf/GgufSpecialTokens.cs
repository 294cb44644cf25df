namespace Samantha.Engine.Gguf;

/// <summary>Ids of special tokens as the file names them; null where it does not.</summary>
public sealed record GgufSpecialTokens(
    int? BeginOfText, int? EndOfText, int? EndOfTurn, int? Unknown, int? Padding, bool? AddsBeginOfText, bool? AddsEndOfText);
