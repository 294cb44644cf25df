using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Samantha.Sandbox.Processes;

namespace Samantha.Sandbox.Tests.Processes;

public sealed partial class ChildLauncherTests
{
    private static readonly Dictionary<string, string> Plain = new() { ["PATH"] = "/usr/bin:/bin" };

    [Fact(Timeout = 30_000)]
    public async Task A_child_has_the_environment_it_was_told_and_no_other()
    {
        string text = await OutputAsync("/usr/bin/env", [], new Dictionary<string, string> { ["A"] = "1", ["B"] = "x y" });

        Assert.Equal(["A=1", "B=x y"], text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact(Timeout = 30_000)]
    public async Task Descriptors_of_native_libraries_do_not_reach_a_child()
    {
        using FileStream file = File.OpenRead("/etc/hostname");
        int leaking = Duplicate((int)file.SafeFileHandle.DangerousGetHandle());
        try
        {
            Assert.True(leaking > 2);
            string text = await OutputAsync("/bin/ls", ["/proc/self/fd"], Plain);

            Assert.Equal(["0", "1", "2", "3"], text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            _ = Close(leaking);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_child_that_dies_with_its_parent_outlives_the_thread_that_asked_for_it()
    {
        ChildProcess? child = null;
        Thread asking = new(() => child = ChildLauncher.Start(
            new ChildCommand("/usr/bin/setpriv", ["--pdeathsig", "KILL", "/bin/cat"], Plain)));
        asking.Start();
        asking.Join();
        using (child)
        {
            // Something that only a living child can answer, well after the asking thread is gone.
            await Task.Delay(300);
            await child!.Input.WriteAsync("alive\n"u8.ToArray());
            await child.Input.FlushAsync();
            byte[] answer = new byte[6];
            await child.Output.ReadExactlyAsync(answer);
            child.Kill();
            await child.WaitForExitAsync();

            Assert.Equal("alive\n"u8.ToArray(), answer);
            Assert.Equal(137, child.ExitCode);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Killing_the_tree_ends_grandchildren()
    {
        string mark = $"mark-{Guid.NewGuid():N}";
        using ChildProcess child = ChildLauncher.Start(
            new ChildCommand("/bin/sh", ["-c", $"sh -c 'sleep 300; : {mark}' & sleep 300; : {mark}"], Plain));
        Assert.True(await Support.ProcessMarks.BecomesAsync(mark, count => count >= 2, 10_000));

        child.KillTree();
        await child.WaitForExitAsync();

        Assert.True(await Support.ProcessMarks.BecomesAsync(mark, count => count == 0, 5_000));
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_has_done_with_a_child_gives_its_pipes_back_at_once()
    {
        ChildProcess child = ChildLauncher.Start(new ChildCommand("/bin/true", [], Plain));
        await child.WaitForExitAsync();

        child.Dispose();

        Assert.Throws<ObjectDisposedException>(() => child.Input.WriteByte(1));
        Assert.Throws<ObjectDisposedException>(() => child.Output.ReadByte());
        Assert.Throws<ObjectDisposedException>(() => child.Error.ReadByte());
    }

    [Fact]
    public void A_program_that_does_not_exist_is_told_by_name()
    {
        ChildStartException problem = Assert.Throws<ChildStartException>(
            () => ChildLauncher.Start(new ChildCommand("/nowhere/to/be/found", [], Plain)));

        Assert.Contains("/nowhere/to/be/found", problem.Message);
    }

    [Fact]
    public void Nothing_else_in_the_sources_starts_a_process()
    {
        string sources = Path.Combine(Root(), "src");
        string[] starters =
        [
            .. Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
                .Where(file => Starts().IsMatch(File.ReadAllText(file)))
                .Select(file => Path.GetFileName(file)),
        ];

        Assert.Equal(["ChildLauncher.cs"], starters);
    }

    [GeneratedRegex(
        @"(?<!\w)Process\.Start\(|new Process\s*[({]|(?<!\w)Process \w+ = new\(|ProcessStartInfo|posix_spawn|execve\(")]
    private static partial Regex Starts();

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Samantha.Actors.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    private static async Task<string> OutputAsync(
        string program, ImmutableArray<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        using ChildProcess child = ChildLauncher.Start(new ChildCommand(program, arguments, environment));
        child.CloseInput();
        using StreamReader reader = new(child.Output);
        string text = await reader.ReadToEndAsync();
        await child.WaitForExitAsync();
        return text;
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
