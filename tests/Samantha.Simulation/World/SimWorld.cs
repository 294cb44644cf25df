using Samantha.Actors.Storage;
using Samantha.Simulation.Checking;
using Samantha.Simulation.Runtime;

namespace Samantha.Simulation.World;

/// <summary>What is there beside the program and outlives it: time, chance, the disk with its journals, engine processes.</summary>
internal sealed class SimWorld
{
    private readonly Dictionary<SessionId, DurableSession> _disk = [];
    private int _lastProcessId = 100;

    public SimWorld(ulong seed, Defect defect, int? failingWrite = null)
    {
        Random = new SimRandom(seed);
        Weather = failingWrite is null ? Weather.Draw(Random) : Weather.Fair;
        (Defect, FailingWrite) = (defect, failingWrite);
        Laws = new Laws(this);
    }

    public SimRandom Random { get; }

    public Weather Weather { get; }

    /// <summary>A fault that was put into the world on purpose, to see that it is found.</summary>
    public Defect Defect { get; }

    /// <summary>The one order to the journal that fails, counted from 1; null leaves it to chance.</summary>
    public int? FailingWrite { get; }

    /// <summary>Orders to the journals so far: opening, writing, saving partial text.</summary>
    public int JournalOrders { get; set; }

    public VirtualTime Time { get; } = new();

    public Laws Laws { get; }

    public int Events { get; set; }

    public IReadOnlyDictionary<SessionId, DurableSession> Disk => _disk;

    public List<SimEngine> Engines { get; } = [];

    /// <summary>How often an engine that lived got nowhere: only then may a watchdog end one.</summary>
    public int Silences { get; set; }

    /// <summary>Somebody pulled the plug: the program is gone after the current event.</summary>
    public bool IsCrashing { get; private set; }

    public bool IsCalm => Events > Weather.CalmAfterEvents;

    public bool Happens(double probability) => !IsCalm && Random.Chance(probability);

    public void Crash() => IsCrashing = true;

    /// <summary>The program is gone: its timers, and the engines whose input it held open.</summary>
    public void AfterCrash()
    {
        IsCrashing = false;
        Time.Clear();
        Engines.Clear();
    }

    public DurableSession Create(SessionId session)
    {
        var made = new DurableSession(session);
        _disk.Add(session, made);
        return made;
    }

    public int NextProcessId() => ++_lastProcessId;

    public TimeSpan Short() => TimeSpan.FromMilliseconds(Random.Between(1, 30));

    public TimeSpan Long() => TimeSpan.FromMilliseconds(Random.Between(30, 2_500));
}
