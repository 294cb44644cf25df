using System.Diagnostics;

namespace Samantha.Terminal.Tests.Devices;

/// <summary>A shell in a real terminal (a tmux server of its own): keys in, screen out. Ends with the test.</summary>
internal sealed class TmuxSession : IDisposable
{
    private readonly string _socket = $"samantha-test-{Environment.ProcessId}-{Guid.NewGuid():N}";

    public TmuxSession(int width = 100, int height = 20)
    {
        Folder = Directory.CreateTempSubdirectory("samantha-tmux-").FullName;
        Run(
            "-f", "/dev/null", "new-session", "-d", "-x", $"{width}", "-y", $"{height}", "-c", Folder,
            "env PS1='$ ' VISUAL='sh edit.sh' bash --norc --noprofile");
    }

    public string Folder { get; }

    public string Screen => Run("capture-pane", "-p");

    /// <summary>Whether a full-screen program has the terminal, and whether it takes the mouse.</summary>
    public string Flags => Run("display-message", "-p", "#{alternate_on}#{mouse_any_flag}").Trim();

    public void Keys(params string[] keys) => Run(["send-keys", .. keys]);

    public void Resize(int width, int height) => Run("resize-window", "-x", $"{width}", "-y", $"{height}");

    /// <summary>
    /// Starts the probe in the shell: terminal modes before and after, and the exit code, are written to files.
    /// </summary>
    public async Task StartProbe()
    {
        var probe = Path.Combine(AppContext.BaseDirectory, "Samantha.TerminalProbe.dll");
        await File.WriteAllTextAsync(Path.Combine(Folder, "run.sh"), $"""
            stty -g > before
            dotnet '{probe}' pid
            echo $? > code
            stty -g > after
            """);
        Keys(". ./run.sh", "Enter");
        await Until(() => Screen.Contains("probe ready", StringComparison.Ordinal));
    }

    public string Read(string file) =>
        File.Exists(Path.Combine(Folder, file)) ? File.ReadAllText(Path.Combine(Folder, file)).Trim() : "";

    public async Task Until(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(25), "The screen stayed:\n" + Screen);
            await Task.Delay(30);
        }
    }

    public void Dispose()
    {
        Run("kill-server");
        Directory.Delete(Folder, recursive: true);
    }

    private string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux", ["-L", _socket, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("TMUX");
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
