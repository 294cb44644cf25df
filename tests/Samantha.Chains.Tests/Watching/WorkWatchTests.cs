using Samantha.Chains.Watching;

namespace Samantha.Chains.Tests.Watching;

/// <summary>When the watchdog takes an engine for stuck; the time is given, so hours pass at once.</summary>
public class WorkWatchTests
{
    private static readonly WatchdogSettings s_settings =
        new(10, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));

    [Fact]
    public void A_response_that_stops_growing_is_stuck_after_the_factor_times_its_usual_time()
    {
        var watch = Decoding(tokenMs: 500, tokens: 20);

        Assert.Null(watch.Judge(watch.HeardMs + 4_900, s_settings));
        var alarm = watch.Judge(watch.HeardMs + 5_100, s_settings);

        Assert.Equal((WorkPhase.Decode, 20), (alarm!.Phase, alarm.ResponseTokens));
        Assert.Equal(5_000, alarm.LimitMs, 1);
        Assert.Equal(500, alarm.ExpectedMs!.Value, 1);
        Assert.Equal(2, alarm.TokensPerSecond!.Value, 1);
        Assert.Equal("no token came after the first 20 for 5.1 s; 0.5 s are usual, so the engine was ended", alarm.Message);
    }

    [Fact]
    public void A_fast_model_has_the_floor()
    {
        var watch = Decoding(tokenMs: 1, tokens: 100);

        Assert.Null(watch.Judge(watch.HeardMs + 1_900, s_settings));
        Assert.NotNull(watch.Judge(watch.HeardMs + 2_100, s_settings));
    }

    [Fact]
    public void The_first_tokens_of_an_unknown_model_may_take_as_long_as_a_part_of_a_prompt()
    {
        var watch = WorkWatch.BeginResponse(WorkRate.Unknown, 0).OnPrompt(0, 10, 0).OnPrompt(10, 10, 100).OnTokens(1, 100);

        Assert.Null(watch.Judge(29_000, s_settings));
        Assert.NotNull(watch.Judge(31_000, s_settings));
    }

    [Fact]
    public void A_part_of_a_prompt_may_take_the_factor_times_the_parts_before_it()
    {
        var watch = WorkWatch.BeginResponse(WorkRate.Unknown, 0).OnPrompt(256, 1000, 0).OnPrompt(384, 1000, 12_800);

        Assert.Equal(100, watch.Rate.PromptTokenMs!.Value, 1);
        Assert.Null(watch.Judge(12_800 + 127_000, s_settings));
        Assert.Equal(WorkPhase.Prefill, watch.Judge(12_800 + 129_000, s_settings)!.Phase);
    }

    [Fact]
    public void Tokens_kept_from_the_prompt_before_say_nothing_about_the_speed() =>
        Assert.Null(WorkWatch.BeginResponse(WorkRate.Unknown, 0).OnPrompt(900, 1000, 5).Rate.PromptTokenMs);

    [Fact]
    public void A_load_has_its_floor_or_the_factor_times_the_last_one()
    {
        Assert.Null(WorkWatch.BeginLoad(WorkRate.Unknown, 0).Judge(59_000, s_settings));
        Assert.NotNull(WorkWatch.BeginLoad(WorkRate.Unknown, 0).Judge(61_000, s_settings));
        var known = WorkWatch.BeginLoad(WorkRate.Unknown, 0).OnLoaded(20_000).Rate;
        Assert.Null(WorkWatch.BeginLoad(known, 0).OnLoadProgress(5_000).Judge(204_000, s_settings));
        Assert.Equal(WorkPhase.Load, WorkWatch.BeginLoad(known, 0).Judge(201_000, s_settings)!.Phase);
    }

    [Fact]
    public void A_machine_that_becomes_slower_is_given_more_time()
    {
        var watch = Decoding(tokenMs: 100, tokens: 10);
        for (var token = 11; token < 60; token++)
        {
            watch = watch.OnTokens(token, watch.HeardMs + 1_000);
        }

        Assert.Null(watch.Judge(watch.HeardMs + 9_000, s_settings));
    }

    [Fact]
    public void A_factor_of_zero_switches_it_off() =>
        Assert.Null(Decoding(1, 5).Judge(1e9, s_settings with { Factor = 0 }));

    private static WorkWatch Decoding(double tokenMs, int tokens)
    {
        var watch = WorkWatch.BeginResponse(WorkRate.Unknown, 0).OnPrompt(0, 10, 0).OnPrompt(10, 10, 50);
        for (var token = 1; token <= tokens; token++)
        {
            watch = watch.OnTokens(token, 50 + (token * tokenMs));
        }

        return watch;
    }
}
