namespace Samantha.Chains.Watching;

/// <summary>
/// Follows one piece of an engine's work by its signs of progress and says when it is stuck. Pure; the time it is given is running
/// time in milliseconds, in which the time that this process or the machine was stopped does not count.
/// </summary>
public sealed record WorkWatch(WorkPhase Phase, double BeganMs, double HeardMs, WorkRate Rate)
{
    private const int PromptPartTokensMin = 128;

    public int ResponseTokens { get; init; }

    public int PromptTokensDone { get; init; }

    private bool HasPromptBegun { get; init; }

    /// <summary>The size of the part of the prompt that was evaluated last.</summary>
    private int PromptPartTokens { get; init; } = PromptPartTokensMin;

    public static WorkWatch BeginLoad(WorkRate rate, double nowMs) => new(WorkPhase.Load, nowMs, nowMs, rate);

    public static WorkWatch BeginResponse(WorkRate rate, double nowMs) => new(WorkPhase.Prefill, nowMs, nowMs, rate);

    public WorkWatch OnLoadProgress(double nowMs) => this with { HeardMs = nowMs };

    public WorkWatch OnLoaded(double nowMs) => this with { HeardMs = nowMs, Rate = Rate.WithLoad(nowMs - BeganMs) };

    public WorkWatch OnPrompt(int doneTokens, int totalTokens, double nowMs)
    {
        // The first report comes before any work, and may tell of tokens that were kept from the prompt before.
        var part = HasPromptBegun ? doneTokens - PromptTokensDone : 0;
        return this with
        {
            Phase = doneTokens >= totalTokens ? WorkPhase.Decode : WorkPhase.Prefill,
            HeardMs = nowMs,
            HasPromptBegun = true,
            PromptTokensDone = doneTokens,
            PromptPartTokens = Math.Max(part, PromptPartTokensMin),
            Rate = part > 0 ? Rate.WithPrompt(part, nowMs - HeardMs) : Rate,
        };
    }

    public WorkWatch OnTokens(int responseTokens, double nowMs)
    {
        int more = responseTokens - ResponseTokens;
        return this with
        {
            Phase = WorkPhase.Decode,
            HeardMs = nowMs,
            ResponseTokens = responseTokens,

            // The first one comes with the end of the prompt and says nothing about the speed.
            Rate = ResponseTokens > 0 && more > 0 ? Rate.WithTokens(more, nowMs - HeardMs) : Rate,
        };
    }

    /// <summary>Null as long as there is nothing to worry about.</summary>
    public WatchdogAlarm? Judge(double nowMs, WatchdogSettings settings)
    {
        var (expectedMs, floor) = Phase switch
        {
            WorkPhase.Load => (Rate.LoadMs, settings.LoadFloor),
            WorkPhase.Prefill => (Rate.PromptTokenMs * PromptPartTokens, settings.PromptFloor),
            _ => (Rate.TokenMs, Rate.TokenMs is null ? settings.PromptFloor : settings.TokenFloor),
        };
        var limitMs = Math.Max(floor.TotalMilliseconds, settings.Factor * (expectedMs ?? 0));
        var silentMs = nowMs - HeardMs;
        return settings.IsOn && silentMs > limitMs
            ? new WatchdogAlarm(Phase, silentMs, limitMs, expectedMs, ResponseTokens, Rate.TokensPerSecond)
            : null;
    }
}
