namespace Samantha.ActorRuntime.Bench;

/// <summary>The measured work done by actors. Each method returns when the last message was handled.</summary>
internal sealed class ActorLoops(ActorSystem system)
{
    private static readonly object Message = new();

    /// <summary>Two actors send one message back and forth.</summary>
    public async Task PingPong(int messages)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = system.ActorOf(Props.Create(() => new Bouncer(messages / 2, done)));
        var second = system.ActorOf(Props.Create(() => new Bouncer(messages, done)));
        first.Tell(Message, second);
        await done.Task;
        await Stop(first, second);
    }

    /// <summary>One thread tells one actor.</summary>
    public Task OneToOne(int messages) => FanOut(messages, receivers: 1);

    /// <summary>One thread tells several actors in turn.</summary>
    public async Task FanOut(int messages, int receivers)
    {
        using var done = new CountdownEvent(receivers);
        var counters = new IActorRef[receivers];
        for (var index = 0; index < receivers; index++)
        {
            counters[index] = system.ActorOf(Props.Create(() => new Counter(messages / receivers, done)));
        }

        for (var index = 0; index < messages; index++)
        {
            counters[index % receivers].Tell(Message, ActorRefs.NoSender);
        }

        done.Wait();
        await Stop(counters);
    }

    /// <summary>Asks an actor again and again, each time waiting for the reply.</summary>
    public async Task Ask(int questions, Action<long> record)
    {
        var echo = system.ActorOf<Echo>();
        for (var index = 0; index < questions; index++)
        {
            var start = global::System.Diagnostics.Stopwatch.GetTimestamp();
            await echo.Ask<object>(Message, TimeSpan.FromSeconds(10));
            record(global::System.Diagnostics.Stopwatch.GetTimestamp() - start);
        }

        await Stop(echo);
    }

    private static Task<bool[]> Stop(params IActorRef[] actors) =>
        Task.WhenAll(actors.Select(static actor => actor.GracefulStop(TimeSpan.FromSeconds(10))));

    private sealed class Bouncer(int messages, TaskCompletionSource done) : UntypedActor
    {
        private int _left = messages;

        protected override void OnReceive(object message)
        {
            if (--_left <= 0)
            {
                done.TrySetResult();
                return;
            }

            Sender.Tell(message, Self);
        }
    }

    private sealed class Counter(int messages, CountdownEvent done) : UntypedActor
    {
        private int _left = messages;

        protected override void OnReceive(object message)
        {
            if (--_left == 0)
            {
                done.Signal();
            }
        }
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }
}
