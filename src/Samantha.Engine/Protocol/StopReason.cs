namespace Samantha.Engine.Protocol;

/// <summary>Why a response ended.</summary>
public enum StopReason
{
    /// <summary>The model ended its turn.</summary>
    EndOfTurn,

    /// <summary>A stop word was found; neither it nor anything behind it is in the text.</summary>
    StopWord,

    MaxTokens,

    /// <summary>Prompt and response fill the window.</summary>
    ContextFull,

    /// <summary>The host asked to stop; the text so far is kept.</summary>
    Cancelled,
}
