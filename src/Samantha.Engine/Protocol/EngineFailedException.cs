namespace Samantha.Engine.Protocol;

/// <summary>The one exception of the engine: its kind decides what the caller does, its message is for a person.</summary>
public sealed class EngineFailedException : Exception
{
    public EngineFailedException(EngineFailureKind kind, string message, Exception? inner = null)
        : base(message, inner) => Kind = kind;

    public EngineFailureKind Kind { get; }

    /// <summary>True when the child process is gone (or being ended) and a new engine is needed.</summary>
    public bool EngineIsGone => Kind is EngineFailureKind.StartFailed or EngineFailureKind.ProtocolGarbage
        or EngineFailureKind.Crashed or EngineFailureKind.Unresponsive;

    /// <summary>Exit code of a crashed child; 128 + signal number on Unix. Null when it is not known.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Name of the signal that ended the child, such as SIGKILL. Null when there was none.</summary>
    public string? Signal { get; init; }

    /// <summary>For <see cref="EngineFailureKind.PromptTooLong"/>: tokens of the prompt.</summary>
    public int PromptTokens { get; init; }

    /// <summary>For <see cref="EngineFailureKind.PromptTooLong"/>: tokens of the window.</summary>
    public int ContextTokens { get; init; }

    /// <summary>For memory failures: bytes that the load needs.</summary>
    public long NeededBytes { get; init; }

    /// <summary>For memory failures: bytes that are available.</summary>
    public long AvailableBytes { get; init; }
}
