using System.Text;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Sessions;

/// <summary>
/// The step that a ChainSession has under way: its actor, its text so far and what the user wants of it. Plain data for one
/// owner.
/// </summary>
internal sealed class RunningStep(RunStep order, IActorRef actor, DateTimeOffset sinceUtc)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _unsaved = new();

    public RunStep Order => order;

    public IActorRef Actor => actor;

    public DateTimeOffset SinceUtc => sinceUtc;

    public SessionCommand? Cancelling { get; set; }

    public string Activity { get; set; } = "loading";

    public DateTimeOffset? DecodingSinceUtc { get; set; }

    public int ResponseTokens { get; private set; }

    public string Text => _text.ToString();

    public void Grow(string delta, int responseTokens)
    {
        _text.Append(delta);
        _unsaved.Append(delta);
        ResponseTokens = responseTokens;
    }

    /// <summary>The text since the last call; null when there is none.</summary>
    public string? TakeUnsaved()
    {
        if (_unsaved.Length == 0)
        {
            return null;
        }

        string text = _unsaved.ToString();
        _unsaved.Clear();
        return text;
    }
}
