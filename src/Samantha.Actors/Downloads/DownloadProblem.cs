namespace Samantha.Actors.Downloads;

/// <summary>Why a download failed.</summary>
public enum DownloadProblem
{
    /// <summary>Not http or https, or without a file name.</summary>
    BadUrl,

    NotFound,

    /// <summary>The server wants a login or a licence accepted.</summary>
    Refused,

    /// <summary>No connection, a broken one, or a server error, after all attempts.</summary>
    Network,

    /// <summary>What came is not a GGUF file.</summary>
    NotAModel,

    SizeMismatch,

    HashMismatch,

    NoSpace,

    /// <summary>The destination cannot be written.</summary>
    IoError,

    /// <summary>Another process downloads the same file.</summary>
    InProgressElsewhere,
}
