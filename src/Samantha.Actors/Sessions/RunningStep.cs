using System.Text;
using Samantha.Chains.Health;
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

    /// <summary>The model's window; null before the model is there.</summary>
    public int? ContextTokens { get; set; }

    public DateTimeOffset? DecodingSinceUtc { get; set; }

    public int ResponseTokens { get; private set; }

    /// <summary>Null when the chain does not ask to end a response that only repeats itself.</summary>
    public RepetitionWatch? Watch { get; init; }

    /// <summary>The watch has found that it only repeats itself, and the engine has been told to stop.</summary>
    public bool IsCut => TokensAtCut is not null;

    public int? TokensAtCut { get; private set; }

    public void Cut() => TokensAtCut = ResponseTokens;

    /// <summary>How its tokens were chosen, as far as the journal is to keep it.</summary>
    public EvidenceLog Evidence { get; } = new();

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
