using Samantha.Sandbox.Running;
using Samantha.Sandbox.Tests.Support;

namespace Samantha.Sandbox.Tests.Running;

public sealed class LimitTests(SandboxFixture box) : IClassFixture<SandboxFixture>
{
    [Fact(Timeout = 60_000)]
    public async Task A_program_that_never_ends_is_ended_by_the_wall_clock_and_keeps_its_files()
    {
        SandboxLimits limits = SandboxFixture.Small with { WallClock = TimeSpan.FromSeconds(1.5) };

        SandboxOutcome outcome = await box.RunAsync(
            "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nopen('half.txt', 'w').write('half')\n"
            + "print('begun')\nwhile True: time.sleep(60)", limits);

        Assert.Equal(SandboxEnd.LimitReached, outcome.End);
        Assert.Equal([SandboxLimit.WallClock], outcome.Limits.ToArray());
        Assert.Contains("wall clock (1.5 s)", outcome.Message);
        Assert.Equal("begun\n", outcome.Stdout);
        Assert.Equal("half.txt", Assert.Single(outcome.Files).Name);
        Assert.InRange(outcome.DurationMs, 1_400, 6_000);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_busy_program_is_ended_by_the_cpu_limit()
    {
        SandboxOutcome outcome = await box.RunAsync(
            "while True: pass", SandboxFixture.Small with { Cpu = TimeSpan.FromSeconds(1) });

        Assert.Equal(SandboxEnd.LimitReached, outcome.End);
        Assert.Equal([SandboxLimit.Cpu], outcome.Limits.ToArray());
        Assert.Contains("CPU time (1 s)", outcome.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_cpu_limit_is_for_all_processes_together()
    {
        SandboxOutcome outcome = await box.RunAsync(
            "import os\nfor _ in range(3):\n  if os.fork() == 0:\n    while True: pass\nos.wait()",
            SandboxFixture.Small with { Cpu = TimeSpan.FromSeconds(1) });

        Assert.Equal([SandboxLimit.Cpu], outcome.Limits.ToArray());
        Assert.Equal(SandboxEnd.LimitReached, outcome.End);
    }

    [Fact(Timeout = 60_000)]
    public async Task Memory_of_one_process_is_bounded_and_the_limit_is_named()
    {
        SandboxOutcome outcome = await box.RunAsync("kept = []\nwhile True: kept.append(bytearray(10_000_000))");

        Assert.Equal(SandboxEnd.Exited, outcome.End);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal([SandboxLimit.Memory], outcome.Limits.ToArray());
        Assert.Contains("memory of a process (400 MB)", outcome.Message);
        Assert.Contains("main.py\", line 2", outcome.Stderr);
    }

    [Fact(Timeout = 60_000)]
    public async Task Memory_of_many_processes_together_is_bounded()
    {
        SandboxLimits limits = SandboxFixture.Small with { MemoryTotalBytes = 300_000_000 };

        SandboxOutcome outcome = await box.RunAsync(
            "import os, time\nfor _ in range(6):\n  if os.fork() == 0:\n    kept = b'x' * 100_000_000\n    time.sleep(60)\n"
            + "time.sleep(60)", limits);

        Assert.Equal(SandboxEnd.LimitReached, outcome.End);
        Assert.Equal([SandboxLimit.MemoryTotal], outcome.Limits.ToArray());
        Assert.Contains("memory of all processes (300 MB)", outcome.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task Memory_that_forked_processes_share_counts_once()
    {
        SandboxLimits limits = SandboxFixture.Small with { MemoryTotalBytes = 300_000_000 };

        SandboxOutcome outcome = await box.RunAsync(
            "import os, time\nkept = b'x' * 120_000_000\nfor _ in range(5):\n  if os.fork() == 0:\n    time.sleep(0.8)\n"
            + "    os._exit(0)\nfor _ in range(5): os.wait()\nprint('fine')", limits);

        Assert.Equal(("fine\n", SandboxEnd.Exited), (outcome.Stdout, outcome.End));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_number_of_processes_is_bounded_and_the_limit_is_named()
    {
        SandboxOutcome outcome = await box.RunAsync(
            "import os, time\nn = 0\nwhile True:\n  if os.fork() == 0:\n    time.sleep(60)\n  n += 1\n  print(n)",
            SandboxFixture.Small with { Processes = 8 });

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal([SandboxLimit.Processes], outcome.Limits.ToArray());
        Assert.Contains("processes (8)", outcome.Message);
        Assert.EndsWith("7\n", outcome.Stdout);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_cannot_grow_beyond_the_limit()
    {
        SandboxOutcome outcome = await box.RunAsync("open('big', 'wb').write(b'x' * 1_500_000)");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(SandboxLimit.FileSize, outcome.Limits);
        Assert.Contains("file size (1 MB)", outcome.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task Many_files_cannot_outgrow_the_work_folder()
    {
        SandboxOutcome outcome = await box.RunAsync("for i in range(20): open(f'{i:02}', 'wb').write(b'x' * 900_000)");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(SandboxLimit.WorkFolder, outcome.Limits);
        Assert.Contains("work folder (4 MB)", outcome.Message);
        Assert.InRange(outcome.Files.Sum(file => file.Bytes), 1, 4_000_000);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/work")]
    [InlineData("/tmp")]
    [InlineData("/dev/shm")]
    public async Task Files_without_content_are_bounded_by_their_number(string folder)
    {
        SandboxOutcome outcome = await box.RunAsync($"for i in range(1_000_000): open(f'{folder}/{{i}}', 'w').close()");

        Assert.Equal((SandboxEnd.LimitReached, SandboxLimit.WorkFolder), (outcome.End, Assert.Single(outcome.Limits)));
        Assert.Contains("too many files", outcome.Message);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("import sys\nwhile True: sys.stdout.write('x' * 1000)")]
    [InlineData("import os\nwhile True: os.write(2, b'x' * 100_000)")]
    [InlineData("import os\nwhile True:\n  os.write(1, b'a')\n  os.write(2, b'b')")]
    public async Task A_flood_of_output_is_cut_and_ends_the_program(string program)
    {
        SandboxOutcome outcome = await box.RunAsync(program);

        Assert.Equal(SandboxEnd.LimitReached, outcome.End);
        Assert.Equal([SandboxLimit.Output], outcome.Limits.ToArray());
        Assert.True(outcome.IsOutputCut);
        Assert.InRange(outcome.Output.Sum(part => part.Text.Length), 1, 100_000);
        Assert.Contains("output (100 KB)", outcome.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_that_stays_within_its_limits_names_none()
    {
        SandboxOutcome outcome = await box.RunAsync("print('fine')");

        Assert.Equal((SandboxEnd.Exited, 0, "fine\n", ""), (outcome.End, outcome.ExitCode, outcome.Stdout, outcome.Message));
        Assert.Empty(outcome.Limits);
        Assert.Empty(outcome.Files);
        Assert.Empty(outcome.FileNotes);
    }
}
