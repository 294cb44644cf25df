namespace Samantha.Engine.Gguf;

/// <summary>Why a file cannot be used as a model; one kind for each different thing that a person would do about it.</summary>
public enum GgufProblem
{
    Missing,
    IsDirectory,
    NoPermission,
    ReadFailed,
    Empty,
    TextFile,
    WrongMagic,
    UnsupportedVersion,
    BigEndian,
    TruncatedHeader,
    TruncatedData,
    LimitExceeded,
    MalformedMetadata,
    MalformedTensor,
    MalformedVocabulary,
    InvalidModel,
    SplitParts,
}
