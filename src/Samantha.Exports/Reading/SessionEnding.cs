namespace Samantha.Exports.Reading;

/// <summary>How good an end is, for colours and signs.</summary>
internal enum EndingTone
{
    Good,
    Neutral,
    Bad,
}

/// <summary>How a session ended or where it stands: a word and a sentence.</summary>
internal sealed record SessionEnding(EndingTone Tone, string Word, string Sentence);
