namespace Samantha.Terminal.Input;

/// <summary>What the mouse did. <see cref="Drag"/> is a move with a button held.</summary>
public enum MouseAction
{
    Press,
    Release,
    Move,
    Drag,
    WheelUp,
    WheelDown,
    WheelLeft,
    WheelRight,
}
