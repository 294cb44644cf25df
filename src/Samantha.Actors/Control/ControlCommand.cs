namespace Samantha.Actors.Control;

/// <summary>What another terminal can ask of a running session. On the wire: the names in kebab-case.</summary>
public enum ControlCommand
{
    Status,
    StopAfterStep,
    StopNow,
    SkipResponse,
    SkipModel,
}
