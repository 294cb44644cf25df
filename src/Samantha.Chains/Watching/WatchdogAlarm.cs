using System.Globalization;

namespace Samantha.Chains.Watching;

/// <summary>An engine got nowhere for too long: what was known at that moment.</summary>
/// <param name="Phase">What it was busy with.</param>
/// <param name="SilentMs">The running time without progress.</param>
/// <param name="LimitMs">What was allowed.</param>
/// <param name="ExpectedMs">What the model took before; null when that was not known.</param>
/// <param name="ResponseTokens">Tokens of the response so far.</param>
/// <param name="TokensPerSecond">The speed so far; null when it was not known.</param>
public sealed record WatchdogAlarm(
    WorkPhase Phase, double SilentMs, double LimitMs, double? ExpectedMs, int ResponseTokens, double? TokensPerSecond)
{
    /// <summary>One line for people.</summary>
    public string Message
    {
        get
        {
            var what = Phase switch
            {
                WorkPhase.Load => "the load made no progress",
                WorkPhase.Prefill => "the prompt's evaluation made no progress",
                _ => $"no token came after the first {ResponseTokens}",
            };
            var usual = ExpectedMs is { } expected ? Text($"; {expected / 1000:0.###} s are usual") : "";
            return Text($"{what} for {SilentMs / 1000:0.#} s{usual}, so the engine was ended");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
