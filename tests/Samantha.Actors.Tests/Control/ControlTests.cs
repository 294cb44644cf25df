using System.Net.Sockets;
using System.Text;
using Samantha.Actors.Control;
using Samantha.Actors.Tests.Storage;

namespace Samantha.Actors.Tests.Control;

public sealed class ControlTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly ControlStatus Status = new(
        "20261122-1004-refine-k3f9", 4711, "decode", "L1.M1.R1.P2", "samantha-mini", 1, 8, 42, 17.5);

    [Theory(Timeout = 120_000)]
    [InlineData(ControlCommand.Status)]
    [InlineData(ControlCommand.StopAfterStep)]
    [InlineData(ControlCommand.StopNow)]
    [InlineData(ControlCommand.SkipResponse)]
    [InlineData(ControlCommand.SkipModel)]
    [InlineData(ControlCommand.Pause)]
    [InlineData(ControlCommand.Continue)]
    public async Task A_command_reaches_the_session_once_and_is_answered(ControlCommand command)
    {
        using var folder = new TemporaryFolder();
        var seen = new List<ControlCommand>();
        await using ControlServer server = Start(folder, request =>
        {
            seen.Add(request.Command);
            return Task.FromResult(ControlReply.Accept(request, "as you wish", Status));
        });

        ControlReply reply = await ControlClient.SendAsync(folder.Path, command, Patience);

        Assert.Equal([command], seen);
        Assert.True(reply.Accepted);
        Assert.Equal("as you wish", reply.Message);
        Assert.Equal(Status, reply.Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_refusal_carries_its_reason()
    {
        using var folder = new TemporaryFolder();
        await using ControlServer server = Start(
            folder, request => Task.FromResult(ControlReply.Refuse(request, "no response is running")));

        ControlReply reply = await ControlClient.SendAsync(folder.Path, ControlCommand.SkipResponse, Patience);

        Assert.False(reply.Accepted);
        Assert.Equal("no response is running", reply.Message);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_handler_that_throws_or_hangs_becomes_a_refusal()
    {
        using var folder = new TemporaryFolder();
        await using ControlServer server = Start(
            folder,
            request => request.Command == ControlCommand.StopNow
                ? throw new InvalidOperationException("broken inside")
                : new TaskCompletionSource<ControlReply>().Task,
            new ControlLimits { HandlerTimeoutMs = 200 });

        ControlReply thrown = await ControlClient.SendAsync(folder.Path, ControlCommand.StopNow, Patience);
        ControlReply hung = await ControlClient.SendAsync(folder.Path, ControlCommand.Status, Patience);

        Assert.False(thrown.Accepted);
        Assert.Contains("broken inside", thrown.Message, StringComparison.Ordinal);
        Assert.False(hung.Accepted);
        Assert.Contains("did not answer within 0.2 s", hung.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_session_that_is_not_running_is_named_so()
    {
        using var folder = new TemporaryFolder();
        await AssertProblem(ControlProblem.NotRunning, folder.Path);

        // A file that a killed process left: bound once, nobody listens any more.
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(folder.File("control.sock")));
            await AssertProblem(ControlProblem.NotRunning, folder.Path);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_stale_socket_file_is_replaced_and_a_stopped_server_leaves_none()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("control.sock"), "left behind");

        await using (Start(folder, Accept))
        {
            Assert.True((await ControlClient.SendAsync(folder.Path, ControlCommand.Status, Patience)).Accepted);
        }

        Assert.False(File.Exists(folder.File("control.sock")));
        await AssertProblem(ControlProblem.NotRunning, folder.Path);
    }

    [Fact(Timeout = 120_000)]
    public async Task Only_the_owner_may_use_the_socket()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        await using ControlServer server = Start(folder, Accept);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("control.sock")));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_session_folder_with_a_long_path_is_reached_through_the_runtime_folder()
    {
        using var folder = new TemporaryFolder();
        string deep = folder.File(new string('d', 60), new string('e', 60), "20261122-1004-refine-k3f9");
        Directory.CreateDirectory(deep);

        await using (ControlServer.Start(deep, Accept, TimeProvider.System))
        {
            Assert.True((await ControlClient.SendAsync(deep, ControlCommand.Status, Patience)).Accepted);
            string socket = await File.ReadAllTextAsync(Path.Combine(deep, "control.path"));
            Assert.InRange(Encoding.UTF8.GetByteCount(socket), 1, 100);
            if (!OperatingSystem.IsWindows())
            {
                UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
                Assert.Equal(owner, File.GetUnixFileMode(Path.GetDirectoryName(socket)!));
            }
        }

        await AssertProblem(ControlProblem.NotRunning, deep);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("hello", "not a JSON object")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("null", "needs an id")]
    [InlineData("{}", "needs an id")]
    [InlineData("""{"version":1,"id":"","command":"status"}""", "needs an id")]
    [InlineData("""{"version":1,"id":17,"command":"status"}""", "not a JSON object")]
    [InlineData("""{"version":2,"id":"a","command":"status"}""", "speaks version 1")]
    [InlineData("""{"version":1,"id":"a","command":"explode"}""", "status, stop-after-step, stop-now, skip-response, skip-model")]
    [InlineData("""{"version":1,"id":"a","command":"1"}""", "unknown command")]
    [InlineData("GET / HTTP/1.1\r", "not a JSON object")]
    public async Task Garbage_is_answered_with_a_refusal_and_the_server_lives_on(string line, string reason)
    {
        using var folder = new TemporaryFolder();
        await using ControlServer server = Start(folder, Accept);
        using RawClient client = await RawClient.ConnectAsync(folder);

        await client.SendAsync(line + "\n");
        string? answer = await client.ReadLineAsync();

        Assert.Contains(reason, answer, StringComparison.Ordinal);
        Assert.Contains("\"accepted\":false", answer, StringComparison.Ordinal);
        Assert.True((await ControlClient.SendAsync(folder.Path, ControlCommand.Status, Patience)).Accepted);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_line_without_end_is_cut_off_at_the_limit()
    {
        using var folder = new TemporaryFolder();
        await using ControlServer server = Start(folder, Accept, new ControlLimits { LineBytesMax = 64 * 1024 });
        using RawClient client = await RawClient.ConnectAsync(folder);

        await client.SendAsync(new string('x', 64 * 1024));

        Assert.Contains("a line is longer than 65536 bytes", await client.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Null(await client.ReadLineAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task Random_bytes_from_many_clients_never_harm_the_server()
    {
        using var folder = new TemporaryFolder();
        await using ControlServer server = Start(folder, Accept);
        var random = new Random(7);
        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = new byte[random.Next(0, 2000)];
            random.NextBytes(bytes);
            using RawClient? client = await RawClient.TryConnectAsync(folder);
            if (client is not null)
            {
                await client.TrySendAsync(bytes);
            }
        }

        Assert.True(await Eventually(async () =>
            (await ControlClient.SendAsync(folder.Path, ControlCommand.Status, Patience)).Accepted));
    }

    [Fact(Timeout = 120_000)]
    public async Task Several_requests_on_one_connection_are_answered_in_turn_with_their_ids()
    {
        using var folder = new TemporaryFolder();
        await using ControlServer server = Start(folder, Accept);
        using RawClient client = await RawClient.ConnectAsync(folder);

        await client.SendAsync(
            """{"version":1,"id":"one","command":"status","later":"ignored"}""" + "\n"
            + """{"version":1,"id":"two","command":"stop-now"}""" + "\n" + """{"version":1,"id":"thr""");
        await client.SendAsync("""ee","command":"status"}""" + "\n");

        foreach (string id in new[] { "one", "two", "three" })
        {
            Assert.Contains($"\"id\":\"{id}\",\"accepted\":true", await client.ReadLineAsync(), StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_silent_client_is_let_go_and_one_too_many_is_turned_away()
    {
        using var folder = new TemporaryFolder();
        await using ControlServer server = Start(folder, Accept, new ControlLimits { ClientsMax = 2, IdleTimeoutMs = 1_500 });
        using RawClient first = await RawClient.ConnectAsync(folder);
        using RawClient second = await RawClient.ConnectAsync(folder);
        using RawClient third = await RawClient.ConnectAsync(folder);

        Assert.Contains("already talks to 2 terminals", await third.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Null(await first.ReadLineAsync());
        Assert.True(await Eventually(async () =>
        {
            try
            {
                return (await ControlClient.SendAsync(folder.Path, ControlCommand.Status, Patience)).Accepted;
            }
            catch (ControlException)
            {
                return false; // The second silent one may still be there; who is turned away may lose the line before the answer.
            }
        }));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_server_stops_although_clients_are_connected_and_a_handler_hangs()
    {
        using var folder = new TemporaryFolder();
        ControlServer server = Start(folder, _ => new TaskCompletionSource<ControlReply>().Task);
        using RawClient silent = await RawClient.ConnectAsync(folder);
        Task<ControlReply> waiting = ControlClient.SendAsync(folder.Path, ControlCommand.Status, Patience);

        await server.DisposeAsync();

        await Assert.ThrowsAsync<ControlException>(() => waiting);
        Assert.Null(await silent.ReadLineAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_listener_that_never_answers_or_answers_nonsense_is_named()
    {
        using var folder = new TemporaryFolder();
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(folder.File("control.sock")));
        listener.Listen();

        await AssertProblem(ControlProblem.TimedOut, folder.Path, TimeSpan.FromMilliseconds(200));

        using Socket unanswered = await listener.AcceptAsync();
        Task nonsense = AssertProblem(ControlProblem.Protocol, folder.Path);
        using Socket accepted = await listener.AcceptAsync();
        await accepted.SendAsync("SSH-2.0-OpenSSH\n"u8.ToArray());
        await nonsense;
    }

    private static Task<ControlReply> Accept(ControlRequest request) => Task.FromResult(ControlReply.Accept(request, "ok"));

    private static ControlServer Start(
        TemporaryFolder folder, Func<ControlRequest, Task<ControlReply>> handler, ControlLimits? limits = null) =>
        ControlServer.Start(folder.Path, handler, TimeProvider.System, limits ?? new ControlLimits());

    private static async Task AssertProblem(ControlProblem problem, string folder, TimeSpan? timeout = null)
    {
        var error = await Assert.ThrowsAsync<ControlException>(
            () => ControlClient.SendAsync(folder, ControlCommand.Status, timeout ?? Patience));
        Assert.Equal(problem, error.Problem);
    }

    /// <summary>Clients that hang up free their places a moment later.</summary>
    private static async Task<bool> Eventually(Func<Task<bool>> condition)
    {
        for (int i = 0; i < 100; i++)
        {
            if (await condition())
            {
                return true;
            }

            await Task.Delay(50);
        }

        return false;
    }
}
