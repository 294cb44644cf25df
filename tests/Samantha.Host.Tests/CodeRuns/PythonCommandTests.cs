using System.Text.Json;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.CodeRuns;

/// <summary>The commands around Python, with the real interpreter in the real sandbox.</summary>
public sealed class PythonCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task A_program_keeps_its_streams_its_exit_code_and_its_files()
    {
        string program = _folder.Write("program.py", """
            import os, sys
            print("on stdout")
            print("on stderr", file=sys.stderr)
            os.mkdir("out")
            open("out/table.csv", "w").write("1,2\n")
            open("plot.txt", "w").write("picture")
            sys.exit(7)
            """);
        _folder.Write("files", ""); // A file where the folder should be is told by name, not overwritten.
        Outcome refused = await RunAsync(program, "--files", _folder.File("files"));
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains($"cannot be put into {_folder.File("files")}", refused.Error, StringComparison.Ordinal);

        Outcome run = await RunAsync(program, "--files", _folder.File("produced"));
        Assert.Equal(7, run.ExitCode);
        Assert.Equal("on stdout\n", run.Out);
        Assert.StartsWith("on stderr\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("exit code 7, ", run.Error, StringComparison.Ordinal);
        Assert.Contains("sandbox bubblewrap", run.Error, StringComparison.Ordinal);
        Assert.Equal("1,2\n", await File.ReadAllTextAsync(_folder.File("produced/out/table.csv")));
        Assert.Contains("plot.txt (7 B)", run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_has_nothing_but_what_the_options_give()
    {
        Directory.CreateDirectory(_folder.File("input"));
        _folder.Write("input/note.txt", "a note of the user's");
        Directory.CreateDirectory(_folder.File("results"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.File("results"), (UnixFileMode)0b111_111_111); // Programs of root run as nobody.
        }

        string program = _folder.Write("look.py", """
            import os, sys
            print(os.path.exists("/data/input/note.txt") and open("/data/input/note.txt").read())
            print(sorted(os.listdir("/data")) if os.path.exists("/data") else [])
            print("SAMANTHA_HOME" in os.environ, os.path.exists(sys.argv[0] + "/../../home"))
            if os.path.exists("/data/out"):
                open("/data/out/done.txt", "w").write("yes")
            """);
        Outcome closed = await RunAsync(program);
        Assert.StartsWith("False\n[]\nFalse ", closed.Out, StringComparison.Ordinal);

        Outcome open = await RunAsync(
            program, "--readable", _folder.File("input"), "--writable", "out=" + _folder.File("results"));
        Assert.StartsWith("a note of the user's\n['input', 'out']\n", open.Out, StringComparison.Ordinal);
        Assert.Equal("yes", await File.ReadAllTextAsync(_folder.File("results/done.txt")));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_limit_is_named_and_the_wall_clock_is_exit_code_124()
    {
        Outcome slow = await RunAsync(_folder.Write("slow.py", "import time\ntime.sleep(60)"), "--limit", "wall-clock=1s");
        Assert.Equal(124, slow.ExitCode);
        Assert.Contains("wall-clock", slow.Error, StringComparison.Ordinal);

        Outcome loud = await RunAsync(
            _folder.Write("loud.py", "while True: print('x' * 1000)"), "--limit", "output=10kB", "--json");
        Assert.InRange(loud.ExitCode, 1, 255);
        JsonElement json = Assert.Single(loud.JsonLines());
        Assert.Equal("limit-reached", json.GetProperty("end").GetString());
        Assert.Equal("output", json.GetProperty("limits")[0].GetString());
        Assert.True(json.GetProperty("isOutputCut").GetBoolean());
        Assert.InRange(json.GetProperty("output")[0].GetProperty("text").GetString()!.Length, 1, 10_000);
    }

    [Fact(Timeout = 60_000)]
    public async Task Ctrl_C_ends_a_program_with_everything_that_it_started()
    {
        string seconds = $"300.{Environment.ProcessId}";
        string program = _folder.Write("stay.py", $$"""
            import subprocess, time
            subprocess.Popen(["sleep", "{{seconds}}"], start_new_session=True)
            print("running", flush=True)
            time.sleep(300)
            """);
        using SamanthaProcess run = SamanthaProcess.Start(Data, null, "python", "run", program);
        await run.WaitForAsync(now => now.Out.Contains("running", StringComparison.Ordinal));
        await WaitForAsync(() => IsAlive(seconds));
        run.Signal("INT");
        Outcome end = await run.EndAsync();
        Assert.Equal(130, end.ExitCode);
        Assert.Contains("skipped", end.Error, StringComparison.Ordinal);
        await WaitForAsync(() => !IsAlive(seconds));
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_sandbox_a_program_runs_only_when_the_user_says_so_and_with_a_warning()
    {
        string program = _folder.Write("six.py", "print(6 * 7)");
        Outcome none = await RunAsync(program, "--no-sandbox");
        const string Warning = "warning: no sandbox (--no-sandbox): programs run with your own rights";
        Assert.Contains(Warning, none.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("sandbox bubblewrap", none.Error, StringComparison.Ordinal);

        string settings = _folder.Write("my.conf", "samantha.python { interpreter = \"/nowhere/python3\" }");
        Outcome missing = await RunAsync(program, "--config", settings);
        Assert.Equal(125, missing.ExitCode);
        Assert.Contains("/nowhere/python3", missing.Error, StringComparison.Ordinal);
        (await RunAsync(_folder.File("none.py"))).AssertFails(2, "there is no such file");
    }

    [Fact(Timeout = 60_000)]
    public async Task An_environment_of_ones_own_is_made_listed_and_used()
    {
        Outcome setup = await Cli.RunAsync("python", "setup", "--data", Data);
        setup.AssertDone();
        Assert.Contains("made the environment " + Path.Combine(Data, "python"), setup.Error, StringComparison.Ordinal);
        Outcome again = await Cli.RunAsync("python", "setup", "--data", Data);
        Assert.Contains("is there already", again.Error, StringComparison.Ordinal);

        JsonElement list = (await Cli.RunAsync("python", "list", "--json", "--data", Data)).JsonLines()[0];
        Assert.Equal(Path.Combine(Data, "python", "bin", "python3"), list.GetProperty("interpreter").GetString());
        Assert.Contains(list.GetProperty("libraries").EnumerateArray(), library =>
            library.GetProperty("name").GetString() == "numpy");
        Outcome page = await Cli.RunAsync("python", "list", "--data", Data);
        page.AssertDone();
        Assert.Contains("made by samantha python setup", page.Out, StringComparison.Ordinal);

        Outcome run = await RunAsync(_folder.Write("prefix.py", "import sys; print(sys.prefix != sys.base_prefix)"));
        Assert.Equal("True\n", run.Out);
        string taken = _folder.Write("taken", "mine");
        (await Cli.RunAsync("python", "setup", "--folder", taken, "--data", Data)).AssertFails(1, taken);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_doctor_finds_what_works_and_says_what_to_do()
    {
        Outcome doctor = await Cli.RunAsync("doctor", "--json", "--data", Data);
        JsonElement[] findings = doctor.JsonLines();
        Assert.Equal(
            ["engine", "python", "sandbox", "pdf", "browser", "data folder", "memory"],
            findings.Select(finding => finding.GetProperty("name").GetString()));
        JsonElement sandbox = findings[2];
        Assert.True(sandbox.GetProperty("verdict").GetString() == "good", sandbox.ToString());
        Assert.StartsWith("bubblewrap", sandbox.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("passed: network", sandbox.GetProperty("details").ToString(), StringComparison.Ordinal);
        Assert.Equal("good", findings[0].GetProperty("verdict").GetString());

        string settings = _folder.Write("my.conf", "samantha.python { interpreter = \"/nowhere/python3\" }");
        Outcome sick = await Cli.RunAsync("doctor", "--data", Data, "--config", settings);
        Assert.Equal(1, sick.ExitCode);
        Assert.Contains("PROBLEM  python", sick.Out, StringComparison.Ordinal);
        Assert.Contains("/nowhere/python3", sick.Out, StringComparison.Ordinal);
    }

    private Task<Outcome> RunAsync(string program, params string[] options) =>
        Cli.RunAsync(["python", "run", program, "--data", Data, .. options]);

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Whether a process on this machine has the text as an argument.</summary>
    private static bool IsAlive(string argument) => Directory.EnumerateDirectories("/proc").Any(process =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0').Contains(argument);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
