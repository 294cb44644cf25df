using System.Diagnostics;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Running;

/// <summary>
/// A run on a real terminal, inside tmux: what the screen shows at the end, and that nothing from outside drives it.
/// </summary>
public sealed class TerminalTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();

    private string Socket => _folder.File("tmux");

    public void Dispose()
    {
        if (File.Exists(Socket))
        {
            Tmux("kill-server");
        }

        _folder.Dispose();
    }

    [TmuxFact(Timeout = 90_000)]
    public async Task A_run_on_a_terminal_streams_and_leaves_a_clean_screen()
    {
        const string Evil = "\u001b]2;owned\u0007\u001b[2J";
        string chain =
            _folder.Write("evil.conf", $"chain {{ models = [\"samantha-mini\"], prompts = [\"\"\"{Evil} Who are you?\"\"\"] }}");
        string raw = _folder.File("raw");
        string done = _folder.File("done");
        string command =
            $"SAMANTHA_HOME='{Repo.Root}' SAMANTHA_DATA='{_folder.Path}' dotnet '{SamanthaProcess.Program}' run '{chain}'; "
            + $"echo code $?; touch '{done}'; sleep 60";
        Tmux("new-session", "-d", "-x", "90", "-y", "40", "bash", "--norc", "-c", $"sleep 0.3; {command}");
        Tmux("pipe-pane", "-o", $"cat > '{raw}'");
        await WaitForAsync(() => File.Exists(done));

        string screen = Tmux("capture-pane", "-p");
        Assert.Contains("L1.M1.R1.P1  samantha-mini", screen, StringComparison.Ordinal);
        Assert.Contains("> ␛]2;owned", screen, StringComparison.Ordinal);
        Assert.Contains("finished", screen, StringComparison.Ordinal);
        Assert.Contains("code 0", screen, StringComparison.Ordinal);
        Assert.DoesNotContain(" | ", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("owned", Tmux("display-message", "-p", "#{pane_title}"), StringComparison.Ordinal);
        string bytes = await File.ReadAllTextAsync(raw);
        Assert.DoesNotContain("\u001b]", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", bytes, StringComparison.Ordinal);
    }

    [TmuxFact(Timeout = 90_000)]
    public async Task A_program_on_a_terminal_cannot_drive_it_and_a_run_shows_its_output()
    {
        string evil = _folder.Write(
            "evil.py", "import sys\nprint('\\x1b]2;owned\\x07 out')\nprint('\\x1b[2J err', file=sys.stderr)");
        string raw = _folder.File("raw");
        string done = _folder.File("done");
        string samantha = $"SAMANTHA_HOME='{Repo.Root}' SAMANTHA_DATA='{_folder.Path}' dotnet '{SamanthaProcess.Program}'";
        string command = $"{samantha} python run '{evil}'; {samantha} run -m samantha-mini --run-code "
            + $"-p 'Write a Python program that prints a random number.'; echo code $?; touch '{done}'; sleep 60";
        Tmux("new-session", "-d", "-x", "90", "-y", "60", "bash", "--norc", "-c", $"sleep 0.3; {command}");
        Tmux("pipe-pane", "-o", $"cat > '{raw}'");
        await WaitForAsync(() => File.Exists(done));

        string screen = Tmux("capture-pane", "-p");
        Assert.Contains("␛]2;owned␇ out", screen, StringComparison.Ordinal);
        Assert.Contains("␛[2J err", screen, StringComparison.Ordinal);
        Assert.Contains("exit code 0", screen, StringComparison.Ordinal);
        Assert.Contains("code runs in the sandbox bubblewrap", screen, StringComparison.Ordinal);
        Assert.Matches(@"---------- Python, sandbox bubblewrap\s+\d+\s+---------- \(Python: exit code 0, ", screen);
        Assert.Contains("code 0", screen, StringComparison.Ordinal);
        Assert.DoesNotContain(" | ", screen, StringComparison.Ordinal);
        string bytes = await File.ReadAllTextAsync(raw);
        Assert.DoesNotContain("\u001b]", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", bytes, StringComparison.Ordinal);
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private string Tmux(params string[] args)
    {
        using var tmux = Process.Start(new ProcessStartInfo("tmux", ["-S", Socket, .. args]) { RedirectStandardOutput = true })!;
        string output = tmux.StandardOutput.ReadToEnd();
        tmux.WaitForExit();
        return output;
    }
}
