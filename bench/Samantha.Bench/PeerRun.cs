namespace Samantha.Bench;

/// <summary>One answer of the peer script: counts, milliseconds and tokens per second of one run.</summary>
internal sealed record PeerRun(
    int PromptTokens,
    int Generated,
    double PrefillMs,
    double DecodeMs,
    double FirstTokenMs,
    double PrefillTokensPerSecond,
    double DecodeTokensPerSecond,
    string Text);
