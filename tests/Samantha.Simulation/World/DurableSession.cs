using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;

namespace Samantha.Simulation.World;

/// <summary>The journal of one session as the disk has it: text, and what it adds up to.</summary>
internal sealed class DurableSession(SessionId session)
{
    private readonly List<string> _lines = [];
    private readonly List<SessionEvent> _events = [];

    private SessionState _read = SessionState.Empty;
    private int _linesRead;

    public SessionId Session => session;

    public SessionState State { get; private set; } = SessionState.Empty;

    public IReadOnlyList<SessionEvent> Events => _events;

    public string Line(long sequence) => _lines[(int)sequence - 1];

    public void Append(SessionEvent next)
    {
        State = State.Apply(next);
        _events.Add(next);
        _lines.Add(SessionEventJson.Serialize(next));
    }

    /// <summary>
    /// As a program that starts reads it: from the text alone. Lines never change, so what they added up to before is where the next
    /// reading goes on.
    /// </summary>
    public SessionState Read()
    {
        for (; _linesRead < _lines.Count; _linesRead++)
        {
            _read = _read.Apply(SessionEventJson.Deserialize(_lines[_linesRead]));
        }

        return _read;
    }
}
