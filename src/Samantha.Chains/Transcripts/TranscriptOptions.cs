namespace Samantha.Chains.Transcripts;

/// <summary>
/// What a transcript shows. Without timings it holds only what must come out the same when a session is repeated or interrupted
/// and resumed: no seconds, no stops, no retries. WithPrompts shows everything that was sent in full; otherwise the prompt
/// alone is shown, and only the beginning of a long one.
/// </summary>
public sealed record TranscriptOptions(bool WithTimings = true, bool WithPrompts = false)
{
    public static TranscriptOptions Default { get; } = new();

    /// <summary>Byte for byte equal for equal sessions.</summary>
    public static TranscriptOptions Stable { get; } = new(WithTimings: false);
}
