using System.Diagnostics;
using System.Threading.Channels;

namespace Samantha.ActorRuntime.Bench;

/// <summary>
/// The peer: the same work by bare System.Threading.Channels loops, one unbounded channel with one reader task for each actor.
/// They
/// have no refs, senders, supervision, watch or restart; they are what one would write without a runtime.
/// </summary>
internal static class ChannelLoops
{
    private static readonly object Message = new();

    public static async Task PingPong(int messages)
    {
        var (there, back) = (Create<object>(), Create<object>());
        var pong = Task.Run(async () =>
        {
            for (var index = 0; index < messages / 2; index++)
            {
                back.Writer.TryWrite(await there.Reader.ReadAsync());
            }
        });
        await Task.Run(async () =>
        {
            for (var index = 0; index < messages / 2; index++)
            {
                there.Writer.TryWrite(Message);
                await back.Reader.ReadAsync();
            }
        });
        await pong;
    }

    public static Task OneToOne(int messages) => FanOut(messages, receivers: 1);

    public static async Task FanOut(int messages, int receivers)
    {
        var channels = Enumerable.Range(0, receivers).Select(static _ => Create<object>()).ToArray();
        var readers = channels.Select(channel => Task.Run(async () =>
        {
            for (var index = 0; index < messages / receivers; index++)
            {
                await channel.Reader.ReadAsync();
            }
        })).ToArray();
        for (var index = 0; index < messages; index++)
        {
            channels[index % receivers].Writer.TryWrite(Message);
        }

        await Task.WhenAll(readers);
    }

    public static async Task Ask(int questions, Action<long> record)
    {
        var channel = Create<TaskCompletionSource<object>>();
        var echo = Task.Run(async () =>
        {
            await foreach (var reply in channel.Reader.ReadAllAsync())
            {
                reply.SetResult(Message);
            }
        });
        for (var index = 0; index < questions; index++)
        {
            var start = Stopwatch.GetTimestamp();
            var reply = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
            channel.Writer.TryWrite(reply);
            await reply.Task.WaitAsync(TimeSpan.FromSeconds(10));
            record(Stopwatch.GetTimestamp() - start);
        }

        channel.Writer.Complete();
        await echo;
    }

    private static Channel<T> Create<T>() => Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });
}
