namespace Samantha.Terminal.Devices;

/// <summary>Size of the screen in cells.</summary>
public readonly record struct TerminalSize(int Width, int Height);
