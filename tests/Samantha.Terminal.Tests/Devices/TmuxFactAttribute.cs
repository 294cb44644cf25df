namespace Samantha.Terminal.Tests.Devices;

/// <summary>A test that needs tmux, and says so where there is none.</summary>
internal sealed class TmuxFactAttribute : FactAttribute
{
    public TmuxFactAttribute()
    {
        Timeout = 60_000;
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (OperatingSystem.IsWindows() || !path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "tmux"))))
        {
            Skip = "tmux is not installed.";
        }
    }
}
