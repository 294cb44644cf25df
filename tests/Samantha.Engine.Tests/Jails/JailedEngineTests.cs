using System.Runtime.InteropServices;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Engine.Tests.Client;
using Samantha.Engine.Tests.Gguf;

namespace Samantha.Engine.Tests.Jails;

/// <summary>The real engine in the real sandbox: it works as outside, dies as outside, and leaves nothing behind.</summary>
public sealed partial class JailedEngineTests
{
    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int SigStop = 19;
    private const int SigSys = 31;

    /// <summary>A file for which bubblewrap can make no place: this process is not there inside.</summary>
    private static readonly string OwnProcess = $"/proc/{Environment.ProcessId}/comm";

    [Fact(Timeout = 60_000)]
    public async Task It_answers_as_an_engine_outside_does()
    {
        await using EngineClient inside = await StartAsync();
        await using EngineClient outside = await Engines.RealAsync();
        LoadedModel loadedInside = await inside.LoadAsync(new LoadRequest(Engines.ModelQ8), null, CancellationToken.None);
        LoadedModel loadedOutside = await outside.LoadAsync(new LoadRequest(Engines.ModelQ8), null, CancellationToken.None);
        GenerationResult one = await inside.AskAsync("Tell me a story.");
        GenerationResult two = await outside.AskAsync("Tell me a story.");

        Assert.Equal(EngineSandboxNames.Bubblewrap, loadedInside.Sandbox);
        Assert.Null(loadedInside.SandboxNote);
        Assert.Equal(EngineSandboxNames.Filter, loadedOutside.Sandbox);
        Assert.Equal(two.Text, one.Text);
        Assert.Equal(
            (loadedOutside.Threads, loadedOutside.BatchThreads, loadedOutside.CpuVariant),
            (loadedInside.Threads, loadedInside.BatchThreads, loadedInside.CpuVariant));
        Assert.All(inside.Sandbox.Checks, check => Assert.True(check.Passed, $"{check.Name}: {check.Detail}"));
        Assert.Equal(6, inside.Sandbox.Checks.Length);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_model_that_is_a_link_to_its_file_is_loaded()
    {
        string link = Path.Combine(Path.GetTempPath(), $"samantha-link-{Guid.NewGuid():N}.gguf");
        File.CreateSymbolicLink(link, Engines.ModelQ8);
        try
        {
            await using EngineClient client = await StartAsync(Options() with { ModelFiles = [link] });
            LoadedModel loaded = await client.LoadAsync(new LoadRequest(link), null, CancellationToken.None);
            Assert.Equal(EngineSandboxNames.Bubblewrap, loaded.Sandbox);
        }
        finally
        {
            File.Delete(link);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Its_number_is_that_of_the_engine_and_not_of_a_wrapper()
    {
        await using EngineClient client = await StartAsync();
        Assert.StartsWith("dotnet", (await File.ReadAllTextAsync($"/proc/{client.ProcessId}/comm")).Trim());
    }

    [Theory(Timeout = 60_000)]
    [InlineData(SigKill, "SIGKILL")]
    [InlineData(SigSys, "SIGSYS")]
    public async Task When_it_dies_the_signal_is_known_and_nothing_is_left(int signal, string name)
    {
        await using EngineClient client = await StartAsync();
        int[] chain = Chain(client.ProcessId);
        Assert.Equal(0, Kill(client.ProcessId, signal));
        EngineExit exit = await client.Exited;
        Assert.Equal((false, name), (exit.Expected, exit.Signal));
        AssertGone(chain[0]);

        // The sandbox's own first process is on its way out.
        Assert.True(SpinWait.SpinUntil(() => chain.All(IsGone), TimeSpan.FromSeconds(45)));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_passes_the_reader_and_ends_native_code_costs_its_engine_and_nothing_else()
    {
        string path = Path.Combine(Path.GetTempPath(), $"samantha-bytes-{Guid.NewGuid():N}.gguf");
        await File.WriteAllBytesAsync(path, GgufSamples.WithoutBytes().ToArray());
        try
        {
            await using EngineClient client = await StartAsync(Options() with { ModelFiles = [path] });
            EngineFailedException failure = await Assert.ThrowsAsync<EngineFailedException>(
                () => client.LoadAsync(new LoadRequest(path) { VocabularyOnly = true }, null, CancellationToken.None));
            Assert.Equal((EngineFailureKind.Crashed, "SIGABRT"), (failure.Kind, failure.Signal));
            Assert.StartsWith("the engine aborted (SIGABRT): ", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }

        await using EngineClient next = await StartAsync();
        await next.LoadAsync(new LoadRequest(Engines.ModelQ8), null, CancellationToken.None);
        Assert.NotEmpty((await next.AskAsync("Hi")).Text);
    }

    [Fact(Timeout = 60_000)]
    public async Task When_it_is_stopped_it_is_found_silent_and_ended_with_all_around_it()
    {
        await using EngineClient client = await StartAsync();
        int[] chain = Chain(client.ProcessId);
        Assert.Equal(0, Kill(client.ProcessId, SigStop));
        EngineFailedException failure = await Assert.ThrowsAsync<EngineFailedException>(
            () => client.LoadAsync(new LoadRequest(Engines.ModelQ8), null, CancellationToken.None));
        Assert.Equal(EngineFailureKind.Unresponsive, failure.Kind);
        await client.Exited;
        Assert.All(chain, AssertGone);
    }

    [Fact(Timeout = 60_000)]
    public async Task Killing_it_frees_everything_before_the_exit_is_told()
    {
        await using EngineClient client = await StartAsync();
        int[] chain = Chain(client.ProcessId);
        client.Kill();
        Assert.True((await client.Exited).Expected);
        Assert.All(chain, AssertGone);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_terminals_interrupt_does_not_reach_it()
    {
        await using EngineClient client = await StartAsync();
        Assert.All(Chain(client.ProcessId)[..^1], process => Assert.Equal(0, Kill(process, SigInt)));
        Assert.Equal(0, Kill(client.ProcessId, SigInt));
        await client.LoadAsync(new LoadRequest(Engines.ModelQ8), null, CancellationToken.None);
        Assert.NotEmpty((await client.AskAsync("Hi")).Text);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_model_that_its_owner_alone_may_read_can_be_loaded_also_by_a_link()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("samantha-private-");
        try
        {
            File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            string file = Path.Combine(folder.FullName, "blob"), link = Path.Combine(folder.FullName, "model.gguf");
            File.Copy(Engines.ModelQ8, file);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.CreateSymbolicLink(link, file);
            await using EngineClient client = await StartAsync(Options() with { ModelFiles = [link] });
            LoadedModel model = await client.LoadAsync(new LoadRequest(link), null, CancellationToken.None);
            Assert.Equal(EngineSandboxNames.Bubblewrap, model.Sandbox);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_model_than_the_one_it_was_started_for_does_not_exist_for_it()
    {
        await using EngineClient client = await StartAsync();
        EngineFailedException failure = await Assert.ThrowsAsync<EngineFailedException>(
            () => client.LoadAsync(new LoadRequest(Engines.ModelF16), null, CancellationToken.None));
        Assert.Equal(EngineFailureKind.LoadFailed, failure.Kind);
        Assert.Contains("there is no such file", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Where_the_sandbox_does_not_work_the_engine_runs_with_the_filter_and_says_why()
    {
        // As on a machine where it can make no namespace.
        EngineJail jail = new(EngineSandboxWish.Auto);
        EngineOptions options = Options() with { Jail = jail, ModelFiles = [OwnProcess] };
        await using (EngineClient client = await StartAsync(options))
        {
            Assert.Equal(EngineSandboxNames.Filter, client.Sandbox.Level);
            Assert.Contains("bwrap", client.Sandbox.Note, StringComparison.Ordinal);
        }

        // It is not tried again at every change of models.
        await using EngineClient next = await StartAsync(options with { ModelFiles = [Engines.ModelQ8] });
        Assert.Equal(EngineSandboxNames.Filter, next.Sandbox.Level);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_requires_the_sandbox_gets_no_engine_without_it()
    {
        EngineOptions options = Options() with
        {
            Jail = new EngineJail(EngineSandboxWish.Required), ModelFiles = [OwnProcess],
        };
        EngineFailedException failure = await Assert.ThrowsAsync<EngineFailedException>(() => StartAsync(options));
        Assert.Equal(EngineFailureKind.StartFailed, failure.Kind);
        Assert.Contains("samantha.engine.sandbox = required", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_wants_none_gets_the_filter_and_is_told()
    {
        await using EngineClient client = await StartAsync(Options() with { Jail = new EngineJail(EngineSandboxWish.None) });
        Assert.Equal(EngineSandboxNames.Filter, client.Sandbox.Level);
        Assert.Contains("samantha.engine.sandbox = none", client.Sandbox.Note, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_start_that_was_killed_is_no_reason_to_go_without_the_sandbox()
    {
        EngineFailedException killed = new(EngineFailureKind.StartFailed, "x") { ExitCode = 137, Signal = "SIGKILL" };
        EngineFailedException slow = new(EngineFailureKind.StartFailed, "x");
        EngineFailedException refused = new(EngineFailureKind.StartFailed, "bwrap: x") { ExitCode = 1 };
        Assert.Equal((false, false, true), (EngineJail.Blames(killed), EngineJail.Blames(slow), EngineJail.Blames(refused)));
        await Task.CompletedTask;
    }

    private static EngineOptions Options() => Engines.Options() with
    {
        Jail = new EngineJail(EngineSandboxWish.Auto), ModelFiles = [Engines.ModelQ8],
    };

    private static Task<EngineClient> StartAsync(EngineOptions? options = null) => Engines.RealAsync(options ?? Options());

    /// <summary>The engine and what stands between it and this process, from the engine upwards.</summary>
    private static int[] Chain(int engine)
    {
        List<int> chain = [engine];
        while (Parent(chain[^1]) is var parent && parent != Environment.ProcessId && parent > 1)
        {
            chain.Add(parent);
        }

        Assert.True(chain.Count >= 3, "there is no sandbox between the engine and the test");
        return [.. chain];
    }

    private static int Parent(int process)
    {
        string stat = File.ReadAllText($"/proc/{process}/stat");
        return int.Parse(
            stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static bool IsGone(int process) => !Directory.Exists($"/proc/{process}");

    private static void AssertGone(int process) => Assert.True(IsGone(process), $"process {process} is still there");

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
