namespace Samantha.Terminal.Devices;

/// <summary>What a device tells besides bytes.</summary>
public enum DeviceNotice
{
    Resized,

    /// <summary>The program goes on after it was stopped, the terminal is entered again: repaint everything.</summary>
    Resumed,

    /// <summary>A signal asked the program to end; the terminal is already restored.</summary>
    Terminated,

    /// <summary>The terminal is gone.</summary>
    Closed,
}
