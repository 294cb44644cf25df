namespace Samantha.Terminal.Input;

/// <summary>Which button, if any.</summary>
public enum MouseButton
{
    None,
    Left,
    Middle,
    Right,
}
