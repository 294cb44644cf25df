using System.Text;
using Samantha.Chains.Plans;

namespace Samantha.Tui.Sessions.Watching;

/// <summary>The running step as far as it is known: its phase, progress and text. Not durable; gone with its outcome.</summary>
public sealed class LiveStep
{
    private readonly StringBuilder _text = new();

    public LiveStep(StepPosition position, int attempt)
    {
        Position = position;
        Attempt = attempt;
    }

    public StepPosition Position { get; }

    public int Attempt { get; }

    public LivePhase Phase { get; set; }

    public string ModelName { get; set; } = "";

    /// <summary>0 to 1; null when nobody knows.</summary>
    public double? PhaseShare { get; set; }

    /// <summary>The words of a load's phase, from the engine's enumeration.</summary>
    public string LoadPhase { get; set; } = "";

    public long DoneUnits { get; set; }

    public long? TotalUnits { get; set; }

    public int PromptTokens { get; set; }

    /// <summary>What of the prompt is the previous response.</summary>
    public int PreviousTokens { get; set; }

    public int ContextTokens { get; set; }

    public int ResponseTokens { get; set; }

    /// <summary>Of the running response; null while nothing is decoded.</summary>
    public double? TokensPerSecond { get; set; }

    /// <summary>Timestamp of the clock when the first text came.</summary>
    public long? FirstTextAt { get; set; }

    /// <summary>How many tokens had come by then.</summary>
    public int FirstTextTokens { get; set; }

    /// <summary>The text since the beginning of the response, as far as it is known here.</summary>
    public string Text => _text.ToString();

    public int TextLength => _text.Length;

    public void Add(string delta) => _text.Append(delta);

    public bool IsStep(StepPosition position, int attempt) => Position == position && Attempt == attempt;
}
