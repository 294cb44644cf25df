#if AKKA
using Akka.Event;
#else
using Samantha.ActorRuntime.Event;
#endif

namespace Samantha.ActorRuntime.Tests;

/// <summary>Guarantee 10, and PipeTo.</summary>
public sealed class AskTests : ActorTest
{
    private readonly Script _echo = new() { OnMessage = static (self, message) => self.From.Tell(message) };

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_10_the_first_reply_wins_and_the_second_is_a_dead_letter()
    {
        var letters = new Probe(System);
        System.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        var actor = Start(new Script
        {
            OnMessage = static (self, _) =>
            {
                self.From.Tell("first");
                self.From.Tell("second");
            },
        });

        Assert.Equal("first", await actor.Ask<string>("go", Probe.Patience));
        Assert.Equal("second", (await letters.Next<DeadLetter>()).Message);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_10_no_reply_is_an_AskTimeoutException_also_of_a_dead_actor()
    {
        var dead = Start(new Script());
        Assert.True(await dead.GracefulStop(Probe.Patience));
        var timeout = TimeSpan.FromMilliseconds(100);

        var clock = global::System.Diagnostics.Stopwatch.StartNew();
        await Assert.ThrowsAsync<AskTimeoutException>(() => dead.Ask<string>("anyone?", timeout));

        Assert.True(clock.Elapsed >= timeout - TimeSpan.FromMilliseconds(20));
        await Assert.ThrowsAsync<AskTimeoutException>(() => Start(new Script()).Ask<string>("anyone?", timeout));
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_10_a_late_reply_is_a_dead_letter()
    {
        var letters = new Probe(System);
        System.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        using var gate = new ManualResetEventSlim();
        var actor = Start(new Script
        {
            OnMessage = (self, _) =>
            {
                gate.Wait(Probe.Patience);
                self.From.Tell("late");
            },
        });

        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<string>("go", TimeSpan.FromMilliseconds(50)));
        gate.Set();

        await letters.Fish<DeadLetter>(static letter => letter.Message is "late");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_10_a_cancelled_token_is_a_TaskCanceledException()
    {
        using var source = new CancellationTokenSource();
        var asked = Start(new Script()).Ask<string>("anyone?", source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAsync<TaskCanceledException>(() => asked);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_10_a_failure_throws_its_cause()
    {
        var failing = Start(new Script
        {
            OnMessage = static (self, _) => self.From.Tell(new Status.Failure(new DeliberateException("no"))),
        });

        var thrown = await Assert.ThrowsAsync<DeliberateException>(() => failing.Ask<string>("go", Probe.Patience));
        Assert.Equal("no", thrown.Message);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_10_a_reply_of_the_wrong_type_throws_ArgumentException()
    {
        var actor = Start(_echo);

        await Assert.ThrowsAsync<ArgumentException>(() => actor.Ask<int>("not a number", Probe.Patience));
    }

    [Theory(Timeout = TimeLimitMs)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Guarantee_10_zero_or_less_waits_for_ever(int timeoutMs)
    {
        using var gate = new ManualResetEventSlim();
        var actor = Start(new Script
        {
            OnMessage = (self, _) =>
            {
                gate.Wait(Probe.Patience);
                self.From.Tell("at last");
            },
        });

        var asked = actor.Ask<string>("go", TimeSpan.FromMilliseconds(timeoutMs));
        Assert.NotEqual(asked, await Task.WhenAny(asked, Task.Delay(100)));
        gate.Set();

        Assert.Equal("at last", await asked);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_10_continuations_do_not_run_on_the_repliers_thread()
    {
        using var gate = new ManualResetEventSlim();
        var actor = Start(new Script
        {
            OnMessage = (self, _) =>
            {
                self.From.Tell("reply");
                gate.Wait(Probe.Patience);
            },
        });

        // If the continuation ran inside the reply, it could never get to the gate that the replier waits for.
        var continued = actor.Ask<string>("go", Probe.Patience)
            .ContinueWith(_ => gate.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);

        await continued;
        Assert.True(gate.IsSet);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_10_the_message_can_be_made_from_the_ref_that_takes_the_reply()
    {
        var actor = Start(new Script { OnMessage = static (_, message) => ((IActorRef)message).Tell("by hand") });

        Assert.Equal("by hand", await actor.Ask<string>(static replyTo => replyTo, Probe.Patience, CancellationToken.None));
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task PipeTo_tells_the_value_or_a_failure()
    {
        var probe = new Probe(System);
        var stranger = Start(new Script());

        await Task.FromResult("value").PipeTo(probe.Ref);
        await probe.Expect("value");
        Assert.Equal(System.DeadLetters, probe.LastSender);

        await Task.FromResult(20).PipeTo(probe.Ref, stranger, static value => value + 1);
        await probe.Expect(21);
        Assert.Equal(stranger, probe.LastSender);

        await Task.FromException<string>(new DeliberateException("no")).PipeTo(probe.Ref);
        Assert.IsType<DeliberateException>((await probe.Next<Status.Failure>()).Cause);

        await Task.FromException(new DeliberateException("no")).PipeTo(probe.Ref, failure: static cause => cause.Message);
        await probe.Expect("no");

        await Task.FromCanceled<string>(new CancellationToken(canceled: true)).PipeTo(probe.Ref);
        Assert.IsType<TaskCanceledException>((await probe.Next<Status.Failure>()).Cause, exactMatch: false);

        await Task.CompletedTask.PipeTo(probe.Ref, success: static () => "done");
        await probe.Expect("done");
    }
}
