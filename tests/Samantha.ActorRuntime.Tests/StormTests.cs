using System.Collections.Concurrent;
#if AKKA
using Akka.Event;
#else
using Samantha.ActorRuntime.Event;
#endif

namespace Samantha.ActorRuntime.Tests;

/// <summary>
/// Many actors, many threads, crashes, restarts, stops and escalations at random from a seed. Held at the end: order per sender
/// and
/// ref, one handler at a time, and every message either handled or a dead letter; none lost, none twice.
/// </summary>
public sealed class StormTests : ActorTest
{
    private const int Supervisors = 6;
    private const int WorkersEach = 6;
    private const int Tellers = 4;
    private const int MessagesEach = 20_000;
    private const int LagMax = 250;

    [Theory(Timeout = TimeLimitMs)]
    [InlineData(1)]
    [InlineData(20261122)]
    public async Task Storm_keeps_order_exclusion_and_every_message(int seed)
    {
        var ledger = new Ledger();
        var counter = System.ActorOf(Props.Create(() => new DeadLetterCounter(ledger)));
        System.EventStream.Subscribe(counter, typeof(DeadLetter));
        var supervisors = Enumerable.Range(0, Supervisors)
            .Select(number => System.ActorOf(Props.Create(() => new Supervisor(ledger, number)))).ToArray();
        await Until(() => ledger.Slots.All(static slot => slot is not null), "all workers run");

        await Task.WhenAll(Enumerable.Range(0, Tellers)
            .Select(teller => Task.Run(() => Rage(ledger, teller, new Random(seed + teller)))));

        foreach (var supervisor in supervisors)
        {
            Assert.True(await supervisor.GracefulStop(Probe.Patience));
        }

        await Until(
            () => ledger.Handled + ledger.Dead == Tellers * MessagesEach,
            () => $"handled {ledger.Handled} + dead {ledger.Dead} = {Tellers * MessagesEach} (seed {seed})");
        Assert.Empty(ledger.Violations);
        Assert.True(ledger.Handled > Tellers * MessagesEach / 10, $"only {ledger.Handled} were handled: no storm");
        Assert.True(ledger.Failures > 100 && ledger.Constructed > Supervisors * WorkersEach + 100, "too few crashes for a storm");
    }

    private static void Rage(Ledger ledger, int teller, Random random)
    {
        for (var number = 0; number < MessagesEach; number++)
        {
            var fate = random.Next(10_000) switch
            {
                < 40 => Fate.Resume,
                < 90 => Fate.Restart,
                < 100 => Fate.Stop,
                < 103 => Fate.Escalate,
                < 113 => Fate.StopYourself,
                _ => Fate.None,
            };
            ledger.Slots[random.Next(ledger.Slots.Length)]!.Tell(new Numbered(teller, number, fate));
            if (number % LagMax == 0)
            {
                // Not too far ahead, or all the crashes happen while the rest waits in mailboxes.
                var sent = number * Tellers;
                SpinWait.SpinUntil(() => ledger.Handled + ledger.Dead > sent - (Tellers * LagMax), Probe.Patience);
            }
        }
    }

    private static Task Until(Func<bool> condition, string what) => Until(condition, () => what);

    private static async Task Until(Func<bool> condition, Func<string> describe)
    {
        var clock = global::System.Diagnostics.Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < Probe.Patience, $"never true: {describe()}");
            await Task.Delay(5);
        }
    }

    private enum Fate
    {
        None,
        Resume,
        Restart,
        Stop,
        Escalate,
        StopYourself,
    }

    private sealed record Numbered(int Teller, int Number, Fate Fate);

    private sealed class FateException(Fate fate) : Exception(fate.ToString())
    {
        public Fate Fate { get; } = fate;
    }

    private sealed class Ledger
    {
        private readonly ConcurrentDictionary<IActorRef, RefLedger> _byRef = new();
        private int _handled;
        private int _dead;
        private int _failures;
        private int _constructed;

        public IActorRef?[] Slots { get; } = new IActorRef?[Supervisors * WorkersEach];

        public ConcurrentQueue<string> Violations { get; } = new();

        public int Handled => Volatile.Read(ref _handled);

        public int Dead => Volatile.Read(ref _dead);

        public int Failures => Volatile.Read(ref _failures);

        public int Constructed => Volatile.Read(ref _constructed);

        public void CountDead() => Interlocked.Increment(ref _dead);

        public void CountInstance() => Interlocked.Increment(ref _constructed);

        public void CountFailure() => Interlocked.Increment(ref _failures);

        public void Enter(IActorRef self, Numbered message)
        {
            var own = _byRef.GetOrAdd(self, static _ => new RefLedger());
            if (Interlocked.Increment(ref own.Inside) != 1)
            {
                Violations.Enqueue($"two handlers at once in {self}");
            }

            if (own.Last[message.Teller] >= message.Number)
            {
                Violations.Enqueue($"{message} after {own.Last[message.Teller]} in {self}");
            }

            own.Last[message.Teller] = message.Number;
            Interlocked.Increment(ref _handled);
        }

        public void Leave(IActorRef self) => Interlocked.Decrement(ref _byRef[self].Inside);

        private sealed class RefLedger
        {
            public readonly int[] Last = [.. Enumerable.Repeat(-1, Tellers)];
            public int Inside;
        }
    }

    private sealed class Supervisor : UntypedActor
    {
        private readonly Ledger _ledger;
        private readonly int _number;

        public Supervisor(Ledger ledger, int number)
        {
            _ledger = ledger;
            _number = number;
        }

        protected override void PreStart()
        {
            for (var slot = _number * WorkersEach; slot < (_number + 1) * WorkersEach; slot++)
            {
                StartWorker(slot);
            }
        }

        protected override void OnReceive(object message)
        {
            if (message is int slot)
            {
                StartWorker(slot);
            }
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(Decide);

        private static Directive Decide(Exception cause) => ((FateException)cause).Fate switch
        {
            Fate.Resume => Directive.Resume,
            Fate.Stop => Directive.Stop,
            Fate.Escalate => Directive.Escalate,
            _ => Directive.Restart,
        };

        private void StartWorker(int slot)
        {
            var ledger = _ledger;
            var worker = Context.ActorOf(Props.Create(() => new Worker(ledger)));
            Context.WatchWith(worker, slot);
            Volatile.Write(ref _ledger.Slots[slot], worker);
        }
    }

    private sealed class Worker : UntypedActor
    {
        private readonly Ledger _ledger;

        public Worker(Ledger ledger)
        {
            _ledger = ledger;
            ledger.CountInstance();
        }

        protected override void OnReceive(object message)
        {
            var numbered = (Numbered)message;
            _ledger.Enter(Self, numbered);
            _ledger.Leave(Self);
            switch (numbered.Fate)
            {
                case Fate.None:
                    break;
                case Fate.StopYourself:
                    Context.Stop(Self);
                    break;
                default:
                    _ledger.CountFailure();
                    throw new FateException(numbered.Fate);
            }
        }
    }

    private sealed class DeadLetterCounter(Ledger ledger) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is DeadLetter { Message: Numbered })
            {
                ledger.CountDead();
            }
        }
    }
}
