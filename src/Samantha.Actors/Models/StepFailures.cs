using Samantha.Chains.Sessions;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Models;

/// <summary>Translates the engine's kinds of failure into the reasons that journals name.</summary>
internal static class StepFailures
{
    public static StepFailureReason ReasonFor(EngineFailureKind kind) => kind switch
    {
        EngineFailureKind.LoadFailed => StepFailureReason.ModelLoadFailed,
        EngineFailureKind.PromptTooLong => StepFailureReason.PromptTooLong,
        EngineFailureKind.TemplateFailed => StepFailureReason.TemplateFailed,
        EngineFailureKind.OutOfMemory or EngineFailureKind.ContextTooLarge => StepFailureReason.OutOfMemory,
        EngineFailureKind.Unresponsive => StepFailureReason.EngineUnresponsive,

        // An engine that writes nonsense is as gone as one that died, and a fresh one may do better.
        EngineFailureKind.Crashed or EngineFailureKind.ProtocolGarbage => StepFailureReason.EngineCrashed,
        _ => StepFailureReason.EngineFailed,
    };
}
