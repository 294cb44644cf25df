namespace Samantha.Chains.Sessions;

/// <summary>The named reasons a step can fail for. Extend-only: journals hold them by name.</summary>
public enum StepFailureReason
{
    /// <summary>The prompt's braces are wrong.</summary>
    BadPromptSettings,
    ModelNotFound,
    DownloadFailed,
    ModelLoadFailed,

    /// <summary>The file took the engine down too often.</summary>
    ModelQuarantined,

    /// <summary>The messages do not fit the context window.</summary>
    PromptTooLong,

    /// <summary>The responses that full_text stands for are more than a session keeps.</summary>
    FullTextTooLong,
    TemplateFailed,
    OutOfMemory,
    EngineCrashed,
    EngineUnresponsive,
    EngineFailed,
}
