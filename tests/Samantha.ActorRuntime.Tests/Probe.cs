using System.Threading.Channels;

namespace Samantha.ActorRuntime.Tests;

/// <summary>
/// An actor that keeps what it is told, for a test to wait for. It does nothing else and watches whom it is asked to watch.
/// </summary>
public sealed class Probe
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<(object Message, IActorRef Sender)> _received =
        Channel.CreateUnbounded<(object Message, IActorRef Sender)>();

    public Probe(IActorRefFactory factory, string? name = null) =>
        Ref = factory.ActorOf(Props.Create(() => new Recorder(_received.Writer)), name);

    public IActorRef Ref { get; }

    /// <summary>Who sent the message that was returned last.</summary>
    public IActorRef LastSender { get; private set; } = ActorRefs.Nobody;

    public async Task<object> Next()
    {
        var (message, sender) = await _received.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        LastSender = sender;
        return message;
    }

    public async Task<T> Next<T>() => Assert.IsType<T>(await Next(), exactMatch: false);

    /// <summary>Waits for a message that fits and forgets what comes before it.</summary>
    public async Task<T> Fish<T>(Func<T, bool> fits)
    {
        while (true)
        {
            if (await Next() is T candidate && fits(candidate))
            {
                return candidate;
            }
        }
    }

    public async Task Expect(params object[] expected)
    {
        foreach (var message in expected)
        {
            Assert.Equal(message, await Next());
        }
    }

    /// <summary>
    /// Everything told before this call is already here or never comes; only for what was told from the test's own thread, or
    /// in a fixed order.
    /// </summary>
    public async Task ExpectNothingBefore(object marker)
    {
        Ref.Tell(marker);
        Assert.Equal(marker, await Next());
    }

    public async Task Watch(IActorRef subject)
    {
        Ref.Tell(new StartWatching(subject));
        await Expect("watching");
    }

    private sealed record StartWatching(IActorRef Subject);

    private sealed class Recorder(ChannelWriter<(object Message, IActorRef Sender)> received) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is StartWatching watch)
            {
                Context.Watch(watch.Subject);
                message = "watching";
            }

            received.TryWrite((message, Sender));
        }
    }
}
