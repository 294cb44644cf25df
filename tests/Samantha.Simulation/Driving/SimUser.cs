using System.Globalization;
using Samantha.Actors.Control;
using Samantha.Actors.Journal;
using Samantha.Actors.Models;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Simulation.World;

namespace Samantha.Simulation.Driving;

/// <summary>
/// The people in front of the program: start their chains, give commands at any moment, and resume what ended early until it is done.
/// They count the answers to what they ask.
/// </summary>
internal sealed class SimUser
{
    /// <summary>A session that ends early again and again without any fault is left as it is.</summary>
    private const int CalmResumesMax = 6;

    private readonly SimWorld _world;
    private readonly List<Wish> _wishes = [];
    private readonly List<Asked> _asked = [];
    private int _commandsLeft;
    private SimProgram? _program;

    public SimUser(SimWorld world)
    {
        _world = world;
        _commandsLeft = world.Weather.Commands;
        for (int number = 1; number <= world.Weather.Sessions; number++)
        {
            _wishes.Add(new Wish(SimChains.Draw(world.Random, world.Weather), Name(number, 1)) { Number = number });
        }
    }

    public bool IsDone => _wishes.TrueForAll(w => w.IsDone) && !_asked.Exists(a => a.IsOpen);

    public IEnumerable<(SessionId Session, ChainDefinition Chain)> Sessions => _wishes.Select(w => (w.Session, w.Chain));

    /// <summary>What is still awaited, for a run that came to a standstill.</summary>
    public string Awaited => string.Join("; ", _wishes
        .Where(w => !w.IsDone)
        .Select(w => $"{w.Session} to end")
        .Concat(_asked.Where(a => a.IsOpen).Select(a => $"an answer to {a.What}")));

    /// <summary>A program has been started: go on with everything that is not done.</summary>
    public void SitDownAt(SimProgram program)
    {
        _program = program;
        _asked.RemoveAll(a => a.IsOpen); // Nobody answers any more.
        foreach (Wish wish in _wishes.Where(w => !w.IsDone))
        {
            wish.IsAsking = false;
            Later(() => Begin(wish));
        }

        int now = _world.IsCalm ? 0 : _world.Random.Between(0, _commandsLeft);
        _commandsLeft -= now;
        for (; now > 0; now--)
        {
            _world.Time.After(TimeSpan.FromMilliseconds(_world.Random.Below(6_000)), Command);
        }
    }

    public void Heard(SessionNews news)
    {
        if (news is SessionGone gone && _wishes.Find(w => w.Session == gone.Session) is { } wish)
        {
            Later(() => Begin(wish));
        }
    }

    public void CheckAnswers()
    {
        foreach (Asked asked in _asked)
        {
            _world.Laws.Require(asked.Answers <= 1, $"{asked.What} was answered {asked.Answers} times");
        }
    }

    private void Later(Action action) => _world.Time.After(TimeSpan.FromMilliseconds(_world.Random.Between(1, 400)), action);

    private void Begin(Wish wish)
    {
        DurableSession? stored = _world.Disk.GetValueOrDefault(wish.Session);
        if (stored is { State.Status: SessionStatus.Finished })
        {
            wish.IsDone = true;
            return;
        }

        if (wish.IsDone || wish.IsAsking)
        {
            return;
        }

        // What is left are failures and rules that the chain itself asks to stop at, and those come again.
        bool isItsOwnEnd = stored?.State is
        {
            Status: SessionStatus.Stopped, LastStop.Reason: SessionStopReason.Error or SessionStopReason.StopRule or SessionStopReason.Health,
        };
        if (_world.IsCalm && ++wish.CalmResumes > CalmResumesMax && (isItsOwnEnd || wish.CalmResumes > 3 * CalmResumesMax))
        {
            _world.Laws.Require(
                isItsOwnEnd, $"{wish.Session} does not come to its end although nothing goes wrong any more");
            wish.IsDone = true;
            return;
        }

        if (stored is { State.LastSequence: 0 })
        {
            wish.Session = Name(wish.Number, ++wish.Starts); // Died before its first event; a person starts the chain again.
            stored = null;
        }

        wish.IsAsking = true;
        object order = stored is null ? new StartSession(wish.Session, wish.Chain) : new ResumeSession(wish.Session);
        Ask($"{order.GetType().Name} {wish.Session}", answer =>
        {
            wish.IsAsking = false;
            // One that runs is begun again when it is gone.
            if (answer is StartAnswer { Accepted: false, Problem: not StartProblem.InUse })
            {
                Later(() => Begin(wish));
            }
        }).Tell(order);
    }

    private void Command()
    {
        if (_world.Happens(_world.Weather.Garbage * 10))
        {
            _program!.TellGarbage(_world.Random.Of<object>(
                "garbage", 42, new EventsWritten(_wishes[0].Session, 4711), new JobCancelled(JobId.New())));
        }

        SessionId session = _world.Random.Of([.. _wishes]).Session;
        switch (_world.Random.Below(8))
        {
            case 0:
                var unload = new Asked("UnloadModel");
                _asked.Add(unload);
                _program!.TellModels(new UnloadModel(), _ => unload.Answers++);
                break;
            case 1:
                Ask("GetSessionStatus", _ => { }).Tell(new GetSessionStatus(session));
                break;
            case 2 when _program!.Door.Open is { Count: > 0 } open:
                _ = _world.Random.Of([.. open])(new ControlRequest("1", _world.Random.Of(
                    ControlCommand.Status, ControlCommand.StopAfterStep, ControlCommand.StopNow)));
                break;
            case 3 when !_world.Weather.IsMild:
                Ask($"ReplacePrevious for {session}", _ => { }).Tell(new ReplacePrevious(session, "something else"));
                break;
            default:
                SessionCommand command = _world.Weather.IsMild
                    ? _world.Random.Of(
                        SessionCommand.StopNow, SessionCommand.StopAfterStep, SessionCommand.Pause, SessionCommand.PauseAndUnload)
                    : _world.Random.Of(Enum.GetValues<SessionCommand>());
                Tell(session, command);
                if (command is SessionCommand.Pause or SessionCommand.PauseAndUnload)
                {
                    Continue(session, timesLeft: 5);
                }

                break;
        }
    }

    private void Tell(SessionId session, SessionCommand command) =>
        Ask($"{command} for {session}", _ => { }).Tell(new CommandSession(session, command));

    // Somebody who paused a session also lets it go on, and looks whether it does.
    private void Continue(SessionId session, int timesLeft)
    {
        if (timesLeft > 0)
        {
            _world.Time.After(_world.Long(), () =>
            {
                Tell(session, SessionCommand.Continue);
                Continue(session, timesLeft - 1);
            });
        }
    }

    private Asking Ask(string what, Action<object> onAnswer)
    {
        var asked = new Asked(what);
        _asked.Add(asked);
        return new Asking(_program!, answer =>
        {
            if (_world.Defect == Defect.LosesAnswers && answer is CommandAnswer)
            {
                return;
            }

            asked.Answers++;
            onAnswer(answer);
        });
    }

    private static SessionId Name(int number, int start) =>
        SessionId.Parse(string.Create(CultureInfo.InvariantCulture, $"20260101-0000-sim-{(char)('a' + number)}{(char)('a' + (start / 26))}{(char)('a' + (start % 26))}x"));

    private sealed class Wish(ChainDefinition chain, SessionId session)
    {
        public ChainDefinition Chain => chain;

        public int Number { get; init; }

        public SessionId Session { get; set; } = session;

        public bool IsDone { get; set; }

        public bool IsAsking { get; set; }

        public int CalmResumes { get; set; }

        public int Starts { get; set; } = 1;
    }

    private sealed class Asked(string what)
    {
        public string What => what;

        public int Answers { get; set; }

        public bool IsOpen => Answers == 0;
    }

    private readonly record struct Asking(SimProgram Program, Action<object> OnAnswer)
    {
        public void Tell(object order) => Program.TellSessions(order, OnAnswer);
    }
}
