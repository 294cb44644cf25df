using System.Globalization;

namespace Samantha.Sandbox.Running;

/// <summary>Names limits with their figures, for messages. Pure.</summary>
internal static class LimitTexts
{
    public static string Describe(SandboxLimit limit, SandboxLimits limits) => limit switch
    {
        SandboxLimit.WallClock => $"wall clock ({Seconds(limits.WallClock)})",
        SandboxLimit.Cpu => $"CPU time ({Seconds(limits.Cpu)})",
        SandboxLimit.Memory => $"memory of a process ({Bytes(limits.MemoryBytes)})",
        SandboxLimit.MemoryTotal => $"memory of all processes ({Bytes(limits.MemoryTotalBytes)})",
        SandboxLimit.Processes => string.Create(CultureInfo.InvariantCulture, $"processes ({limits.Processes})"),
        SandboxLimit.FileSize => $"file size ({Bytes(limits.FileBytes)})",
        SandboxLimit.WorkFolder => $"work folder ({Bytes(limits.WorkFolderBytes)})",
        SandboxLimit.Output => $"output ({Bytes(limits.OutputBytes)})",
        _ => limit.ToString(),
    };

    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.##} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.##} MB"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.##} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
    };

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##} s");
}
