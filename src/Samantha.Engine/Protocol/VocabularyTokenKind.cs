namespace Samantha.Engine.Protocol;

/// <summary>What the vocabulary says about a token.</summary>
public enum VocabularyTokenKind
{
    Normal,
    Control,
    UserDefined,
    Byte,
    Unknown,
    Unused,
}
