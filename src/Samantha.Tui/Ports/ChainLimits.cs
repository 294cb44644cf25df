namespace Samantha.Tui.Ports;

/// <summary>How much of a person's folder is looked at.</summary>
public static class ChainLimits
{
    /// <summary>A list of more files is a folder that was not meant for chains.</summary>
    public const int FilesMax = 2_000;

    /// <summary>A chain file with a book in it; more would make every key press slow.</summary>
    public const long FileBytesMax = 16 * 1024 * 1024;
}
