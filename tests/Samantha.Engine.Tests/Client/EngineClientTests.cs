using System.Diagnostics;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Tests.Client;

/// <summary>
/// The client against a process that misbehaves: every way to fail has its kind, in bounded time, and the child is gone.
/// </summary>
public sealed class EngineClientTests
{
    private static readonly EngineOptions Quick =
        new("unused") { CancelGraceMs = 500, ExitGraceMs = 1_000 };

    [Fact(Timeout = 60_000)]
    public async Task A_response_comes_with_its_updates()
    {
        await using EngineClient client = await LoadedAsync(Quick);
        List<GenerationUpdate> updates = [];

        GenerationResult result = await client.GenerateAsync(Engines.Ask("hello there"), updates.Add, CancellationToken.None);

        Assert.Equal("Response to: hello there", result.Text);
        Assert.Equal(result.Text, string.Concat(updates.OfType<TokensGenerated>().Select(u => u.TextDelta)));
        Assert.IsType<PrefillProgress>(updates[0]);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("garbage@start", EngineFailureKind.StartFailed)]
    [InlineData("abort@start", EngineFailureKind.StartFailed)]
    [InlineData("exit-7@start", EngineFailureKind.StartFailed)]
    public async Task A_child_that_fails_at_its_start_is_a_failed_start(string directive, EngineFailureKind kind)
    {
        EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(
            () => Engines.ScriptedAsync(Quick, $"--do={directive}"));

        Assert.Equal(kind, problem.Kind);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_child_that_never_greets_is_ended_after_the_start_timeout()
    {
        EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(
            () => Engines.ScriptedAsync(Quick with { StartTimeoutMs = 2_000 }, "--do=hang@start"));

        Assert.Equal(EngineFailureKind.StartFailed, problem.Kind);
        Assert.Contains("2000 ms", problem.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_that_does_not_exist_is_a_failed_start()
    {
        EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(() => EngineClient.StartAsync(
            new EngineCommand("/no/such/program", []), Quick, CancellationToken.None));

        Assert.Equal(EngineFailureKind.StartFailed, problem.Kind);
        Assert.Contains("/no/such/program", problem.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("garbage", EngineFailureKind.ProtocolGarbage)]
    [InlineData("oversize", EngineFailureKind.ProtocolGarbage)]
    [InlineData("wrong", EngineFailureKind.ProtocolGarbage)]
    [InlineData("truncate", EngineFailureKind.Crashed)]
    [InlineData("abort", EngineFailureKind.Crashed)]
    [InlineData("exit-3", EngineFailureKind.Crashed)]
    [InlineData("hang", EngineFailureKind.Unresponsive)]
    public async Task Every_misbehaviour_has_its_kind_in_every_phase(string action, EngineFailureKind kind)
    {
        foreach (string phase in new[] { "load", "prefill", "decode" })
        {
            await using EngineClient client = await Engines.ScriptedAsync(Quick, $"--do={action}@{phase}");

            EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(async () =>
            {
                await client.LoadAsync(new LoadRequest("m.gguf"), null, CancellationToken.None);
                await client.AskAsync("hello");
            });

            Assert.True(kind == problem.Kind, $"{phase}: {problem.Kind}, {problem.Message}");
            Assert.True(problem.EngineIsGone);
            EngineExit exit = await client.Exited;
            Assert.False(exit.Expected);
            AssertDead(client.ProcessId);
            EngineFailedException again = await Assert.ThrowsAsync<EngineFailedException>(() => client.AskAsync("again"));
            Assert.Equal(kind, again.Kind);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_crash_names_its_signal_and_the_assertion()
    {
        await using EngineClient client = await LoadedAsync(Quick, "--do=abort@decode");

        EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(() => client.AskAsync("hello"));

        Assert.Equal("SIGABRT", problem.Signal);
        Assert.Equal(134, problem.ExitCode);
        Assert.Contains("aborted (SIGABRT)", problem.Message, StringComparison.Ordinal);
        Assert.Contains("GGML_ASSERT", problem.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Cancelling_a_response_keeps_the_text_so_far()
    {
        await using EngineClient client = await LoadedAsync(
            Quick, "--token-ms=50", "--reply=one two three four five six seven eight nine ten");
        using CancellationTokenSource cancel = new();

        GenerationResult result = await client.GenerateAsync(
            Engines.Ask("count"), update => CancelAt(update, 3, cancel), cancel.Token);

        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.StartsWith("one two three", result.Text, StringComparison.Ordinal);
        Assert.False(client.Exited.IsCompleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_engine_that_ignores_a_cancel_is_ended_after_the_grace()
    {
        await using EngineClient client = await LoadedAsync(Quick, "--do=stuck@decode");
        using CancellationTokenSource cancel = new();
        Stopwatch clock = Stopwatch.StartNew();

        EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(
            () => client.GenerateAsync(Engines.Ask("x"), update => CancelAt(update, 1, cancel), cancel.Token));

        Assert.Equal(EngineFailureKind.Unresponsive, problem.Kind);
        Assert.True(clock.ElapsedMilliseconds >= 400, "The grace was not given.");
        await client.Exited;
        AssertDead(client.ProcessId);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_busy_engine_with_a_heartbeat_is_not_mistaken_for_a_dead_one()
    {
        await using EngineClient client = await LoadedAsync(Quick, "--do=slow-3000@prefill");

        GenerationResult result = await client.AskAsync("hello");

        Assert.Equal("Response to: hello", result.Text);
    }

    [Fact(Timeout = 60_000)]
    public async Task Cancelling_a_load_leaves_an_engine_that_can_load_again()
    {
        await using EngineClient client = await Engines.ScriptedAsync(Quick, "--load-ms=400");
        using CancellationTokenSource cancel = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.LoadAsync(new LoadRequest("m.gguf"), _ => cancel.Cancel(), cancel.Token));

        LoadedModel model = await client.LoadAsync(new LoadRequest("second.gguf"), null, CancellationToken.None);
        Assert.Equal("second", model.Name);
    }

    [Fact(Timeout = 60_000)]
    public async Task Kill_ends_a_waiting_request_and_is_an_expected_exit()
    {
        await using EngineClient client = await LoadedAsync(Quick, "--do=stuck@prefill");
        Task<GenerationResult> waiting = client.AskAsync("hello");

        client.Kill();

        EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(() => waiting);
        Assert.Equal(EngineFailureKind.Crashed, problem.Kind);
        Assert.True((await client.Exited).Expected);
    }

    [Fact(Timeout = 60_000)]
    public async Task Disposing_ends_a_child_that_does_not_leave()
    {
        EngineClient client = await LoadedAsync(Quick, "--do=hang@decode");
        Task<GenerationResult> waiting = client.AskAsync("hello");

        await client.DisposeAsync();

        await Assert.ThrowsAsync<EngineFailedException>(() => waiting);
        AssertDead(client.ProcessId);
        Assert.True((await client.Exited).Expected);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_callback_that_throws_gets_its_exception_back_and_harms_nothing()
    {
        await using EngineClient client = await LoadedAsync(Quick);

        await Assert.ThrowsAsync<NotSupportedException>(
            () => client.GenerateAsync(Engines.Ask("x"), _ => throw new NotSupportedException(), CancellationToken.None));

        Assert.Equal("Response to: y", (await client.AskAsync("y")).Text);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_request_above_the_frame_limit_is_a_bad_request()
    {
        await using EngineClient client = await LoadedAsync(Quick with { FrameBytesMax = 1024 * 1024 });

        EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(
            () => client.AskAsync(new string('a', 2 * 1024 * 1024)));

        Assert.Equal(EngineFailureKind.BadRequest, problem.Kind);
        Assert.Equal("Response to: y", (await client.AskAsync("y")).Text);
    }

    [Fact(Timeout = 60_000)]
    public async Task Requests_of_several_callers_are_served_one_after_the_other()
    {
        await using EngineClient client = await LoadedAsync(Quick, "--token-ms=5");

        GenerationResult[] results = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => client.AskAsync($"number {i}")));

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"Response to: number {i}"), results.Select(r => r.Text));
    }

    [Fact(Timeout = 60_000)]
    public async Task Misbehaving_once_is_over_after_a_restart()
    {
        string once = Path.Combine(Path.GetTempPath(), $"samantha-once-{Environment.ProcessId}");
        File.Delete(once);
        try
        {
            await using (EngineClient first = await LoadedAsync(Quick, "--do=exit-1@decode", $"--once={once}"))
            {
                await Assert.ThrowsAsync<EngineFailedException>(() => first.AskAsync("x"));
            }

            await using EngineClient second = await LoadedAsync(Quick, "--do=exit-1@decode", $"--once={once}");
            Assert.Equal("Response to: x", (await second.AskAsync("x")).Text);
        }
        finally
        {
            File.Delete(once);
        }
    }

    private static async Task<EngineClient> LoadedAsync(EngineOptions options, params string[] arguments)
    {
        EngineClient client = await Engines.ScriptedAsync(options, arguments);
        await client.LoadAsync(new LoadRequest("m.gguf"), null, CancellationToken.None);
        return client;
    }

    private static void CancelAt(GenerationUpdate update, int tokens, CancellationTokenSource cancel)
    {
        if (update is TokensGenerated { ResponseTokens: var n } && n >= tokens)
        {
            cancel.Cancel();
        }
    }

    private static void AssertDead(int processId) => Assert.Throws<ArgumentException>(() => Process.GetProcessById(processId));
}
