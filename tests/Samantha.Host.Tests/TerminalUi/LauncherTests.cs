using System.Diagnostics;
using Samantha.Host.Tests.Support;
using Samantha.Terminal.Devices;

namespace Samantha.Host.Tests.TerminalUi;

/// <summary>
/// The launcher around the terminal program, in a real terminal: with the real program, and with one that is killed while the
/// terminal is its own.
/// </summary>
public sealed class LauncherTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

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

    [Fact]
    public async Task The_launcher_leaves_the_screen_as_the_program_does()
    {
        string launcher = await File.ReadAllTextAsync(Path.Combine(Repo.Root, "samantha"));
        Assert.Contains($"printf '{ControlSequences.LeaveForPrintf}'", launcher, StringComparison.Ordinal);
    }

    [TmuxFact(Timeout = 180_000)]
    public async Task The_program_fills_a_terminal_and_gives_it_back()
    {
        Shell();
        string modes = await ModesAsync("before");
        Type($"clear; SAMANTHA_HOME='{Repo.Root}' SAMANTHA_DATA='{_folder.Path}' dotnet '{SamanthaProcess.Program}'; echo code $?");
        await SeesAsync("Poet");
        Tmux("send-keys", "M-5");
        await SeesAsync("samantha-mini-q8_0");
        Tmux("send-keys", "C-q");
        await SeesAsync("code 0");
        Assert.DoesNotContain("Poet", Screen(), StringComparison.Ordinal);
        Assert.Equal(modes, await ModesAsync("after"));
    }

    [TmuxFact(Timeout = 180_000)]
    public async Task A_killed_program_leaves_a_terminal_that_can_be_used()
    {
        string root = LauncherWith("stty raw -echo; printf '\\033[?1049h\\033[?1000hFULL SCREEN'; kill -9 $$");
        Shell();
        string modes = await ModesAsync("before");
        Type($"clear; PATH='{root}/bin':$PATH '{root}/samantha'; echo code $?");
        await SeesAsync("code 137");
        Assert.DoesNotContain("FULL SCREEN", Screen(), StringComparison.Ordinal);
        Assert.Contains("the terminal is restored", Screen(), StringComparison.Ordinal);
        Assert.Equal("0", Tmux("display-message", "-p", "#{mouse_any_flag}").Trim());
        Assert.Equal(modes, await ModesAsync("after"));
    }

    [TmuxFact(Timeout = 180_000)]
    public async Task A_program_that_restored_the_terminal_itself_is_left_alone_and_its_exit_code_is_passed_on()
    {
        string root = LauncherWith("echo plain; exit 143");
        Shell();
        Type($"clear; PATH='{root}/bin':$PATH '{root}/samantha' ui --lang en; echo code $?");
        await SeesAsync("code 143");
        Assert.Contains("plain", Screen(), StringComparison.Ordinal);
        Assert.DoesNotContain("restored", Screen(), StringComparison.Ordinal);
    }

    [TmuxFact(Timeout = 180_000)]
    public async Task The_program_hears_Ctrl_C_and_a_signal_for_the_launcher()
    {
        string launcher = _folder.File("launcher");
        string root = LauncherWith("trap 'echo heard INT' INT; trap 'echo heard TERM; exit 5' TERM; "
            + $"echo $PPID > '{launcher}'; echo ready; while :; do sleep 0.1; done");
        Shell();
        Type($"clear; PATH='{root}/bin':$PATH '{root}/samantha'; echo code $?");
        await SeesAsync("ready");
        Tmux("send-keys", "C-c");
        await SeesAsync("heard INT");
        string id = (await File.ReadAllTextAsync(launcher)).Trim();
        using (Process kill = Process.Start("kill", ["-TERM", id]))
        {
            await kill.WaitForExitAsync();
        }

        await SeesAsync("code 5");
    }

    // The launcher with a set-up that has nothing to do, and this script in the place of the runtime.
    private string LauncherWith(string script)
    {
        string root = Directory.CreateDirectory(_folder.File("home")).FullName;
        Directory.CreateDirectory(Path.Combine(root, "eng"));
        Directory.CreateDirectory(Path.Combine(root, "bin"));
        File.Copy(Path.Combine(Repo.Root, "samantha"), Path.Combine(root, "samantha"));
        _folder.Write("home/eng/setup.sh", "with_lock() { :; }\nsay() { echo \"samantha: $*\" >&2; }\n");
        string runtime = _folder.Write("home/bin/dotnet", $"#!/usr/bin/env bash\n{script}\n");
        File.SetUnixFileMode(runtime, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return root;
    }

    private void Shell() =>
        Tmux("new-session", "-d", "-x", "100", "-y", "30", "env", "TERM=screen-256color", "LC_ALL=C.UTF-8", "bash", "--norc");

    private void Type(string command)
    {
        Tmux("send-keys", "-l", command);
        Tmux("send-keys", "Enter");
    }

    private async Task<string> ModesAsync(string name)
    {
        string file = _folder.File(name);
        Type($"stty -g > '{file}.new'; mv '{file}.new' '{file}'");
        await WaitForAsync(() => File.Exists(file));
        return await File.ReadAllTextAsync(file);
    }

    private string Screen() => Tmux("capture-pane", "-p");

    private Task SeesAsync(string text) => WaitForAsync(() => Screen().Contains(text, StringComparison.Ordinal));

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(100, patience.Token);
        }
    }

    private string Tmux(params string[] args)
    {
        using var tmux = new Process
        {
            StartInfo = new ProcessStartInfo("tmux", ["-S", Socket, "-f", "/dev/null", .. args]) { RedirectStandardOutput = true },
        };
        tmux.Start();
        string output = tmux.StandardOutput.ReadToEnd();
        tmux.WaitForExit();
        return output;
    }
}
