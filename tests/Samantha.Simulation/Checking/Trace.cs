using System.Globalization;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;

namespace Samantha.Simulation.Checking;

/// <summary>What happened, in order: as one number for comparing runs, and as lines for somebody who looks into one.</summary>
internal sealed class Trace
{
    private readonly List<string> _lines = [];
    private ulong _hash = 14695981039346656037;

    /// <summary>Whether lines are kept; the number is made anyway.</summary>
    public bool KeepsLines { get; set; }

    public ulong Hash => _hash;

    public IReadOnlyList<string> Lines => _lines;

    public void Add(TimeSpan at, ActorPath actor, object message)
    {
        string type = message.GetType().Name;
        Mix(at, actor.Name, type);
        if (KeepsLines)
        {
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{at.TotalMilliseconds,9} ms  {actor.Name,-28} takes {Text(message)}"));
        }
    }

    public void Add(TimeSpan at, SessionId session, SessionEvent written)
    {
        Mix(at, session.Text, written.GetType().Name);
        if (written is ResponseCommitted committed)
        {
            Mix(at, committed.Text, committed.Position.StepId);
        }

        if (KeepsLines)
        {
            _lines.Add(string.Create(
                CultureInfo.InvariantCulture, $"{at.TotalMilliseconds,9} ms  DISK {session.Text} {written.Sequence} {Short(written)}"));
        }
    }

    public void Add(TimeSpan at, string what)
    {
        Mix(at, what, "");
        if (KeepsLines)
        {
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{at.TotalMilliseconds,9} ms  {what}"));
        }
    }

    private static string Short(SessionEvent written)
    {
        string json = SessionEventJson.Serialize(written);
        return json.Length > 200 ? json[..200] : json;
    }

    private static string Text(object message)
    {
        string text = message.ToString()!;
        return text.Length > 160 ? text[..160] : text;
    }

    private void Mix(TimeSpan at, string one, string two)
    {
        _hash = (_hash ^ (ulong)at.Ticks) * 1099511628211;
        foreach (char letter in one)
        {
            _hash = (_hash ^ letter) * 1099511628211;
        }

        foreach (char letter in two)
        {
            _hash = (_hash ^ letter) * 1099511628211;
        }
    }
}
