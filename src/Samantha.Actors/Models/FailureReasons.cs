using Samantha.Engine.Protocol;

namespace Samantha.Actors.Models;

/// <summary>The names under which failures stand in journals, transcripts and JSON. Extend-only: scripts match on them.</summary>
public static class FailureReasons
{
    public const string Quarantined = "model-quarantined";
    public const string PromptTooLong = "prompt-too-long";
    public const string EngineCrashed = "engine-crashed";
    public const string EngineUnresponsive = "engine-unresponsive";
    public const string EngineProtocol = "engine-protocol";
    public const string LoadFailed = "load-failed";
    public const string ModelNotFound = "model-not-found";
    public const string BadHyperparameters = "bad-hyperparameters";

    public static string NameOf(EngineFailureKind kind) => kind switch
    {
        EngineFailureKind.StartFailed => "engine-start-failed",
        EngineFailureKind.LibraryMissing => "library-missing",
        EngineFailureKind.ProtocolGarbage => EngineProtocol,
        EngineFailureKind.Crashed => EngineCrashed,
        EngineFailureKind.Unresponsive => EngineUnresponsive,
        EngineFailureKind.LoadFailed => LoadFailed,
        EngineFailureKind.ContextTooLarge => "context-too-large",
        EngineFailureKind.PromptTooLong => PromptTooLong,
        EngineFailureKind.TemplateFailed => "template-failed",
        EngineFailureKind.BadRequest => "bad-request",
        EngineFailureKind.OutOfMemory => "out-of-memory",
        EngineFailureKind.EngineError => "engine-error",
        EngineFailureKind.Cancelled => "cancelled",
        _ => "engine-error",
    };
}
