namespace Samantha.Engine.Server;

/// <summary>
/// Chooses the number of decode threads by what tokens really take. On a busy machine threads spin while they wait for one
/// that does not run: two threads then are 2 to 4 times slower than one. Responses do not depend on it: the library computes
/// the same bits with any number of threads. Pure: it is told times and returns numbers.
/// </summary>
internal sealed class ThreadGovernor
{
    private const int ProbeTokens = 2;
    private const int RecentTokens = 8;
    private const int FirstIntervalTokens = 16;
    private const int IntervalTokensMax = 512;
    private const int IntervalGrowth = 4;

    /// <summary>Fewer threads must be this much faster, so that noise alone changes nothing.</summary>
    private const double GainDown = 1.15;

    /// <summary>
    /// More threads must be this much faster: on an idle machine they are (1.7 times from one to two), and a short quiet
    /// moment of a busy one must not bring them back.
    /// </summary>
    private const double GainUp = 1.3;

    /// <summary>Tokens that take this many times the best ones say that something else began to run.</summary>
    private const double Slowdown = 2;

    private readonly Queue<double> _recent = new();
    private readonly int _threadsMax;
    private int _interval = FirstIntervalTokens;
    private int _sinceProbe;
    private int _probe;
    private int _probed;
    private double _probeMs;
    private double _bestMs = double.MaxValue;
    private bool _up;

    public ThreadGovernor(int threadsMax)
    {
        _threadsMax = threadsMax;
        Chosen = threadsMax;
    }

    /// <summary>Threads for the next token.</summary>
    public int Threads => _probe > 0 ? _probe : Chosen;

    /// <summary>Threads that are in use outside of probes.</summary>
    public int Chosen { get; private set; }

    /// <summary>Takes the time of one token that was evaluated with <see cref="Threads"/>.</summary>
    public void Record(double tokenMs)
    {
        if (_threadsMax <= 1)
        {
            return;
        }

        if (_probe > 0)
        {
            TakeProbe(tokenMs);
            return;
        }

        _recent.Enqueue(tokenMs);
        if (_recent.Count > RecentTokens)
        {
            _recent.Dequeue();
        }

        _bestMs = Math.Min(_bestMs, tokenMs);
        _sinceProbe++;
        bool slowed = _recent.Count == RecentTokens && _recent.Average() > Slowdown * _bestMs;
        if (_sinceProbe >= (slowed ? RecentTokens : _interval))
        {
            BeginProbe();
        }
    }

    private void BeginProbe()
    {
        int down = Math.Max(1, Chosen / 2);
        int up = Math.Min(_threadsMax, Chosen * 2);
        _up = down == Chosen || (up != Chosen && _up);
        _probe = _up ? up : down;
        _probed = 0;
        _probeMs = 0;
    }

    private void TakeProbe(double tokenMs)
    {
        _probeMs += tokenMs;
        if (++_probed < ProbeTokens)
        {
            return;
        }

        bool better = _probeMs / ProbeTokens * (_up ? GainUp : GainDown) < _recent.Average();
        if (better)
        {
            Chosen = _probe;
            _recent.Clear();
            _bestMs = double.MaxValue;
        }

        // What helped is tried again, what did not is tried the other way round.
        _up = better ? _up : !_up;
        _interval = better ? FirstIntervalTokens : Math.Min(_interval * IntervalGrowth, IntervalTokensMax);
        _probe = 0;
        _sinceProbe = 0;
    }
}
