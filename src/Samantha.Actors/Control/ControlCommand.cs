namespace Samantha.Actors.Control;

/// <summary>What another terminal can ask of a running session. On the wire: the names in kebab-case.</summary>
public enum ControlCommand
{
    Status,
    StopAfterStep,
    StopNow,
    SkipResponse,
    SkipModel,
    Pause,
    PauseAndUnload,
    Continue,

    /// <summary>Puts the request's text in the place of the previous response.</summary>
    ReplacePrevious,
}
