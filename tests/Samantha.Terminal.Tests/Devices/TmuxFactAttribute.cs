namespace Samantha.Terminal.Tests.Devices;

/// <summary>A test that needs tmux, and says so where there is none.</summary>
internal sealed class TmuxFactAttribute : FactAttribute
{
    public TmuxFactAttribute()
    {
        Timeout = 60_000;
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        var found = path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "tmux")));
        if (OperatingSystem.IsWindows() || !found)
        {
            Skip = "tmux is not installed.";
        }
    }
}
