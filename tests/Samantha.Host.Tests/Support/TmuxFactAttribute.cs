namespace Samantha.Host.Tests.Support;

/// <summary>A test that needs a real terminal: skipped, with the reason, where tmux is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TmuxFactAttribute : FactAttribute
{
    public TmuxFactAttribute()
    {
        bool exists = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "tmux")));
        Skip = exists ? null : "tmux is not installed; it gives the test a real terminal";
    }
}
