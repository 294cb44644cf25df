using System.Diagnostics;
using System.Globalization;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.TerminalUi;

/// <summary>
/// A person at a shell in a real terminal (a tmux server of its own) who starts the program, presses keys and reads the screen.
/// Everything ends with the test; data and settings are in a folder of its own.
/// </summary>
internal sealed class TmuxPerson : IDisposable
{
    /// <summary>Generous: machines that run tests are busy.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();

    public TmuxPerson(int width, int height)
    {
        Tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", Text(width), "-y", Text(height), "-c", _folder.Path,
            "env PS1='shell> ' bash --norc --noprofile");
        Tmux("set-option", "-s", "escape-time", "0");
    }

    public string Data => _folder.File("data");

    public string Screen => Tmux("capture-pane", "-p");

    /// <summary>Whether a full-screen program has the terminal, and whether it takes the mouse: "00" is a shell's own.</summary>
    public string Flags => Tmux("display-message", "-p", "#{alternate_on}#{mouse_any_flag}").Trim();

    public string Title => Tmux("display-message", "-p", "#{pane_title}").Trim();

    /// <summary>What the shell noted: <c>before</c> and <c>after</c> are the terminal's modes, <c>code</c> the exit code.</summary>
    public string Noted(string file) => File.Exists(_folder.File(file)) ? File.ReadAllText(_folder.File(file)).Trim() : "";

    /// <summary>A chain among the person's own ones.</summary>
    public void OwnsChain(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(Data, "chains"));
        File.WriteAllText(Path.Combine(Data, "chains", name), text);
    }

    /// <summary>Starts the program in the shell, as a command of the person's.</summary>
    /// <param name="command">The program; left out: the one that was built with the tests.</param>
    /// <param name="options">Further words of the command line.</param>
    /// <param name="home">The program's home; left out: the repository.</param>
    public void Starts(string options = "", string? command = null, string? home = null)
    {
        foreach (string note in new[] { "before", "after", "code" })
        {
            File.Delete(_folder.File(note));
        }

        _folder.Write("run.sh", $"""
            export SAMANTHA_HOME='{home ?? Repo.Root}' SAMANTHA_DATA='{Data}' XDG_CONFIG_HOME='{_folder.File("no-config")}'
            export LANG=C.UTF-8; unset LC_ALL LC_MESSAGES SSH_TTY NO_COLOR
            clear
            stty -g > before
            {command ?? $"dotnet '{SamanthaProcess.Program}'"} {options}
            echo $? > code
            stty -g > after
            """);
        Presses("C-u");
        Types(". ./run.sh");
        Presses("Enter");
    }

    /// <summary>Presses keys as tmux writes them: <c>Enter</c>, <c>C-q</c>, <c>M-1</c>, <c>Escape</c>.</summary>
    public void Presses(params string[] keys)
    {
        foreach (string key in keys)
        {
            Tmux("send-keys", key);
        }
    }

    public void Types(string text) => Tmux("send-keys", "-l", text);

    public Task SeesAsync(string text) => UntilAsync(() => Screen.Contains(text, StringComparison.Ordinal), $"'{text}'");

    public Task SeesNoMoreAsync(string text) =>
        UntilAsync(() => !Screen.Contains(text, StringComparison.Ordinal), $"the end of '{text}'");

    public Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        long started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(
                Stopwatch.GetElapsedTime(started) < s_patience, $"Waited in vain for {what} on this screen:\n{Screen}");
            await Task.Delay(50);
        }
    }

    /// <summary>The program ended with this code, and the shell has its terminal back as it was.</summary>
    public async Task HasTerminalBackAsync(int exitCode)
    {
        await UntilAsync(() => Noted("after").Length > 0, "the shell");
        Assert.Equal(exitCode.ToString(CultureInfo.InvariantCulture), Noted("code"));
        Assert.Equal(Noted("before"), Noted("after"));
        await UntilAsync(() => Flags == "00", "the shell's own screen");
        await UntilAsync(() => Screen.Contains("shell>", StringComparison.Ordinal), "the shell's prompt");
    }

    /// <summary>The process of the program itself: neither its launcher nor its engine.</summary>
    public int ProgramId()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) && IsProgram(folder))
            {
                return id;
            }
        }

        throw new InvalidOperationException("The program does not run.");
    }

    public void Dispose()
    {
        Tmux("kill-server");
        _folder.Dispose();
    }

    private bool IsProgram(string folder)
    {
        try
        {
            string[] words = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0');
            return words is [var first, var second, ..]
                && Path.GetFileName(first) == "dotnet"
                && Path.GetFileName(second) == "samantha.dll"
                && !words.Contains("engine")
                && File.ReadAllText(Path.Combine(folder, "environ")).Contains($"SAMANTHA_DATA={Data}\0", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It ended meanwhile, or belongs to somebody else.
        }
    }

    private string Tmux(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux", ["-u", "-S", _folder.File("tmux"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("TMUX");
        start.Environment["LC_ALL"] = "C.UTF-8";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
