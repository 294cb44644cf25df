using Samantha.Engine.Protocol;

namespace Samantha.Engine.Native;

/// <summary>The attribute bits of a vocabulary entry, as llama.h numbers them.</summary>
[Flags]
internal enum TokenAttributes
{
    None = 0,
    Unknown = 1,
    Unused = 2,
    Normal = 4,
    Control = 8,
    UserDefined = 16,
    Byte = 32,
}

/// <summary>What the attributes mean for a reader.</summary>
internal static class TokenAttributesExtensions
{
    public static VocabularyTokenKind ToKind(this TokenAttributes attributes) => attributes switch
    {
        _ when attributes.HasFlag(TokenAttributes.Control) => VocabularyTokenKind.Control,
        _ when attributes.HasFlag(TokenAttributes.Unknown) => VocabularyTokenKind.Unknown,
        _ when attributes.HasFlag(TokenAttributes.Unused) => VocabularyTokenKind.Unused,
        _ when attributes.HasFlag(TokenAttributes.UserDefined) => VocabularyTokenKind.UserDefined,
        _ when attributes.HasFlag(TokenAttributes.Byte) => VocabularyTokenKind.Byte,
        _ => VocabularyTokenKind.Normal,
    };
}
