using Samantha.Chains.Watching;
using Samantha.Simulation.Runtime;

namespace Samantha.Simulation.World;

/// <summary>
/// What may go wrong in one run, and how often; drawn from the run's seed. In mild weather only such things happen as must not
/// change a single character of the final transcript: crashes of the program, journals that fail, stops, pauses, delays.
/// </summary>
internal sealed record Weather
{
    public bool IsMild { get; private init; }

    /// <summary>How often time passes although messages wait.</summary>
    public double Lateness { get; private init; }

    public double ActorFault { get; private init; }

    public double JournalFault { get; private init; }

    public double CrashAtWrite { get; private init; }

    /// <summary>Chance of each misbehaviour at each of an engine's occasions.</summary>
    public double EngineFault { get; private init; }

    /// <summary>
    /// When it is on, an engine's misbehaviour may also be to live on and get nowhere. Its floors are above what a healthy engine
    /// takes here, a sleep in between included.
    /// </summary>
    public WatchdogSettings Watchdog { get; private init; } = WatchdogSettings.Off;

    /// <summary>Chance at each of a life's steps that the machine sleeps, at most once in a run.</summary>
    public double Sleep { get; private init; }

    public double CodeFault { get; private init; }

    public double Garbage { get; private init; }

    public int Crashes { get; private init; }

    public int Commands { get; private init; }

    public int Sessions { get; private init; }

    /// <summary>After so many events nothing goes wrong any more, so that every session can come to its end.</summary>
    public int CalmAfterEvents { get; private init; }

    /// <summary>Nothing goes wrong by chance; two sessions, so that orders of several share batches.</summary>
    public static Weather Fair { get; } = new() { IsMild = true, Sessions = 2, CalmAfterEvents = 0 };

    private static readonly WatchdogSettings s_watchdog =
        new(3, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(15));

    public static Weather Draw(SimRandom random)
    {
        bool isMild = random.Chance(0.4);
        return new Weather
        {
            IsMild = isMild,
            Lateness = random.Of(0, 0.02, 0.1, 0.3),
            ActorFault = random.Of(0, 0, 0.0005, 0.004),
            JournalFault = random.Of(0, 0, 0.01, 0.05),
            CrashAtWrite = random.Of(0, 0, 0.005, 0.03),
            EngineFault = isMild ? 0 : random.Of(0, 0.003, 0.02, 0.06),
            CodeFault = isMild ? 0 : random.Of(0, 0.05, 0.3),
            Garbage = random.Of(0, 0, 0.01),
            Crashes = random.Of(0, 1, 1, 2),
            Commands = random.Of(0, 2, 4, 8),
            Sessions = random.Of(1, 1, 2, 3),
            CalmAfterEvents = random.Between(200, 1500),
            Watchdog = random.Chance(0.5) ? s_watchdog : WatchdogSettings.Off,
            Sleep = random.Of(0, 0, 0.002),
        };
    }
}
