using System.Diagnostics;
using System.Globalization;
using Samantha.Terminal.Devices;

namespace Samantha.Terminal.Tests.Devices;

/// <summary>The real terminal, in tmux: whatever ends the program, the shell gets its terminal back.</summary>
public sealed class UnixTerminalTests
{
    [TmuxFact]
    public async Task Typing_pasting_clicking_and_resizing_work()
    {
        using var tmux = new TmuxSession();
        await tmux.StartProbe();
        Assert.Equal("11", tmux.Flags);
        tmux.Keys("héllo 世界", "F5", "M-x", "Up");
        await tmux.Until(() => tmux.Screen.Contains("typed [héllo 世界(F5)(Alt+X)(Up)]", StringComparison.Ordinal));
        tmux.Keys("-H", "1b", "5b", "3c", "30", "3b", "36", "3b", "34", "4d");
        await tmux.Until(() => tmux.Screen.Contains("mouse 5,3", StringComparison.Ordinal));
        tmux.Resize(60, 15);
        await tmux.Until(() => tmux.Screen.Contains("probe ready 60x15", StringComparison.Ordinal));
        tmux.Resize(120, 30);
        await tmux.Until(() => tmux.Screen.Contains("probe ready 120x30", StringComparison.Ordinal));
        tmux.Keys("C-q");
        await Restored(tmux, "0");
    }

    [TmuxFact]
    public Task An_interrupt_restores_the_terminal() => SignalRestores("INT", "130");

    [TmuxFact]
    public Task A_request_to_terminate_restores_the_terminal() => SignalRestores("TERM", "143");

    [TmuxFact]
    public Task A_hang_up_restores_the_terminal() => SignalRestores("HUP", "129");

    [TmuxFact]
    public Task A_quit_signal_restores_the_terminal() => SignalRestores("QUIT", "131");

    [TmuxFact]
    public async Task What_a_launcher_prints_repairs_the_terminal_after_a_kill()
    {
        using var tmux = new TmuxSession();
        await tmux.StartProbe();
        await File.WriteAllTextAsync(
            Path.Combine(tmux.Folder, "repair.sh"), $"printf '{ControlSequences.LeaveForPrintf}'; stty sane; echo repaired\n");
        Signal(tmux, "KILL");
        await tmux.Until(() => tmux.Read("after").Length > 0);
        Assert.Equal("137", tmux.Read("code"));
        Assert.Equal("11", tmux.Flags);
        tmux.Keys(". ./repair.sh", "Enter");
        await tmux.Until(() => tmux.Flags == "00" && tmux.Screen.Contains("repaired", StringComparison.Ordinal));
    }

    [TmuxFact]
    public async Task A_closed_window_ends_the_program()
    {
        int id;
        using (var tmux = new TmuxSession())
        {
            await tmux.StartProbe();
            id = int.Parse(tmux.Read("pid"), CultureInfo.InvariantCulture);
        }

        var clock = Stopwatch.StartNew();
        while (Directory.Exists($"/proc/{id}"))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(25), "The program lives on without a terminal.");
            await Task.Delay(30);
        }
    }

    [TmuxFact]
    public async Task An_unhandled_exception_restores_the_terminal_and_shows_itself()
    {
        using var tmux = new TmuxSession();
        await tmux.StartProbe();
        tmux.Keys("C-x");
        await Restored(tmux, "134");
        Assert.Contains("The probe was told to fail.", tmux.Screen, StringComparison.Ordinal);
    }

    [TmuxFact]
    public async Task Environment_Exit_restores_the_terminal()
    {
        using var tmux = new TmuxSession();
        await tmux.StartProbe();
        tmux.Keys("C-t");
        await Restored(tmux, "7");
    }

    [TmuxFact]
    public async Task Stopping_gives_the_shell_back_and_continuing_repaints()
    {
        using var tmux = new TmuxSession();
        await tmux.StartProbe();
        tmux.Keys("C-z");
        await tmux.Until(() => tmux.Flags == "00" && tmux.Screen.Contains("Stopped", StringComparison.Ordinal));
        tmux.Keys("fg", "Enter");
        await tmux.Until(() => tmux.Flags == "11" && tmux.Screen.Contains("edited [suspended]", StringComparison.Ordinal));
        Signal(tmux, "TSTP");
        await tmux.Until(() => tmux.Flags == "00");
        tmux.Keys("fg", "Enter");
        await tmux.Until(() => tmux.Flags == "11" && tmux.Screen.Contains("probe ready", StringComparison.Ordinal));
        tmux.Keys("more");
        await tmux.Until(() => tmux.Screen.Contains("typed [more]", StringComparison.Ordinal));
        tmux.Keys("C-q");
        await tmux.Until(() => tmux.Flags == "00");
    }

    [TmuxFact]
    public async Task An_external_editor_runs_in_the_same_terminal_and_its_interrupt_is_not_ours()
    {
        using var tmux = new TmuxSession();
        await File.WriteAllTextAsync(
            Path.Combine(tmux.Folder, "edit.sh"),
            "trap '' INT\necho editing; read line < /dev/tty; printf '%s' \"$line\" > \"$1\"\n");
        await tmux.StartProbe();
        tmux.Keys("C-e");
        await tmux.Until(() => tmux.Flags == "00" && tmux.Screen.Contains("editing", StringComparison.Ordinal));
        tmux.Keys("C-c");
        tmux.Keys("from the editor", "Enter");
        await tmux.Until(() => tmux.Flags == "11" && tmux.Screen.Contains("edited [from the editor]", StringComparison.Ordinal));
        tmux.Keys("C-q");
        await Restored(tmux, "0");
    }

    [TmuxFact]
    public async Task Without_a_shell_to_return_to_stopping_is_refused()
    {
        using var tmux = new TmuxSession();
        tmux.Keys($"exec dotnet '{Path.Combine(AppContext.BaseDirectory, "Samantha.TerminalProbe.dll")}'", "Enter");
        await tmux.Until(() => tmux.Screen.Contains("probe ready", StringComparison.Ordinal));
        tmux.Keys("C-z");
        await tmux.Until(() => tmux.Screen.Contains("edited [cannot suspend]", StringComparison.Ordinal));
    }

    [TmuxFact]
    public async Task Without_a_terminal_there_is_a_message_and_no_escape_codes()
    {
        var probe = Path.Combine(AppContext.BaseDirectory, "Samantha.TerminalProbe.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [probe])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync());
        Assert.Equal("Standard input and output are not both a terminal.", (await process.StandardError.ReadToEndAsync()).Trim());
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
    }

    private static async Task SignalRestores(string signal, string exitCode)
    {
        using var tmux = new TmuxSession();
        await tmux.StartProbe();
        Signal(tmux, signal);
        await Restored(tmux, exitCode);
    }

    private static void Signal(TmuxSession tmux, string signal)
    {
        var id = int.Parse(tmux.Read("pid"), CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-" + signal, id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private static async Task Restored(TmuxSession tmux, string exitCode)
    {
        await tmux.Until(() => tmux.Read("after").Length > 0);
        Assert.Equal(exitCode, tmux.Read("code"));
        Assert.Equal(tmux.Read("before"), tmux.Read("after"));
        Assert.Equal("00", tmux.Flags);
    }
}
