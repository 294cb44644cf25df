namespace Samantha.Engine.Protocol;

/// <summary>What went wrong with an engine or with one request to it.</summary>
public enum EngineFailureKind
{
    /// <summary>The child process could not be started or did not introduce itself in time.</summary>
    StartFailed,

    /// <summary>llama.cpp's shared libraries are not there, or are of a version this binding does not know.</summary>
    LibraryMissing,

    /// <summary>The child wrote something that is not the protocol.</summary>
    ProtocolGarbage,

    /// <summary>The child process ended by itself, by a signal or an assertion.</summary>
    Crashed,

    /// <summary>No sign of life for the heartbeat timeout, or no answer to a cancel within its grace.</summary>
    Unresponsive,

    /// <summary>The file cannot be loaded as a model.</summary>
    LoadFailed,

    /// <summary>The context window asked for does not fit into memory.</summary>
    ContextTooLarge,

    /// <summary>The prompt does not fit into the context window.</summary>
    PromptTooLong,

    /// <summary>The messages cannot be written with the model's chat template.</summary>
    TemplateFailed,

    /// <summary>The request makes no sense: an unknown message, a value out of range, no model loaded.</summary>
    BadRequest,

    /// <summary>The model's weights do not fit into memory, or an allocation failed.</summary>
    OutOfMemory,

    /// <summary>The engine stayed alive but could not carry the request out.</summary>
    EngineError,

    /// <summary>The request was cancelled; callers see an OperationCanceledException instead.</summary>
    Cancelled,
}
