namespace Samantha.Tui.Sessions.Watching;

/// <summary>What a running step is busy with.</summary>
public enum LivePhase
{
    Waiting,
    Downloading,
    Loading,
    Prefill,
    Decoding,
    RunningCode,
}
