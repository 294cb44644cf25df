using Samantha.Chains.Settings;

namespace Samantha.Chains.Tests.Settings;

public class HyperparameterTests
{
    [Fact]
    public void The_defaults_are_those_of_the_original() =>
        Assert.Equal(
            "n_ctx 4000, max_tokens 4000, stop [\"§§§\"], temperature 0, tfs_z 0, top_p 0, min_p 1, typical_p 0, top_k 40, "
            + "presence_penalty 0, frequency_penalty 0, repeat_penalty 1, penalty_last_n 64, dry_multiplier 0, "
            + "dry_base 1.75, dry_allowed_length 2, dry_penalty_last_n -1, dry_sequence_breakers [\"\n\", \":\", \"\"\", \"*\"], "
            + "top_n_sigma 0, xtc_probability 0, xtc_threshold 0.1, mirostat 0, mirostat_tau 5, mirostat_eta 0.1, logit_bias [], "
            + "grammar , json_schema , seed ",
            string.Join(", ", HyperparameterTable.Keys.Select(key => $"{key.Name} {key.Format(Hyperparameters.Default)}")));

    [Theory]
    [InlineData("n_ctx", "0", "300000", "-1", "300001")]
    [InlineData("max_tokens", "0", "300000", "1.5", "300001")]
    [InlineData("temperature", "0", "5", "-0.1", "5.1")]
    [InlineData("tfs_z", "0", "5", "x", "6")]
    [InlineData("top_p", "0", "1", "-1", "1.01")]
    [InlineData("min_p", "0", "1", "NaN", "2")]
    [InlineData("typical_p", "0", "1", "", "2")]
    [InlineData("top_k", "1", "1000", "0", "1001")]
    [InlineData("presence_penalty", "0", "1", "-1", "1.5")]
    [InlineData("frequency-penalty", "0", "1", "-1", "1.5")]
    [InlineData("repeat-penalty", "0", "1.5", "-1", "1.6")]
    [InlineData("penalty-last-n", "0", "300000", "-1", "1e3")]
    [InlineData("dry-multiplier", "0", "10", "-1", "11")]
    [InlineData("dry-base", "1", "4", "0.9", "4.1")]
    [InlineData("dry-allowed-length", "1", "100", "0", "101")]
    [InlineData("dry-penalty-last-n", "-1", "300000", "-2", "300001")]
    [InlineData("top-n-sigma", "0", "20", "-1", "21")]
    [InlineData("xtc-probability", "0", "1", "-0.1", "1.1")]
    [InlineData("xtc-threshold", "0", "0.5", "-0.1", "0.6")]
    [InlineData("mirostat", "0", "2", "-1", "3")]
    [InlineData("mirostat-tau", "0.1", "20", "0", "21")]
    [InlineData("mirostat-eta", "0.001", "1", "0", "2")]
    [InlineData("seed", "0", "18446744073709551615", "-1", "18446744073709551616")]
    public void Every_key_takes_both_ends_of_its_range_and_nothing_outside(string name, string min, string max, string below,
        string above)
    {
        Assert.True(HyperparameterTable.TryFind(name, out var key));
        foreach (var good in (string[])[min, max])
        {
            Assert.True(HyperparameterTable.TrySet(HyperparameterOverrides.None, key, good, out var set, out _), good);
            Assert.False(set.IsNone);
        }

        foreach (var bad in (string[])[below, above])
        {
            Assert.False(HyperparameterTable.TrySet(HyperparameterOverrides.None, key, bad, out _, out var problem), bad);
            Assert.Contains(key.Allowed, problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_set_nearer_wins_and_the_rest_comes_from_below()
    {
        var near = new HyperparameterOverrides { Temperature = 1, Stop = ["x"] };
        var far = new HyperparameterOverrides { Temperature = 2, TopK = 3 };

        var merged = near.WithFallback(far);

        Assert.Equal(new HyperparameterOverrides { Temperature = 1, TopK = 3, Stop = ["x"] }, merged);
        Assert.Equal(Hyperparameters.Default with { Temperature = 1, TopK = 3, Stop = ["x"] },
            merged.ApplyTo(Hyperparameters.Default));
    }

    [Fact]
    public void Every_key_of_the_table_is_merged_and_applied()
    {
        foreach (var key in HyperparameterTable.Keys)
        {
            var set = Set(key, key.Name switch
            {
                "dry_base" => "2",
                "xtc_threshold" => "0.3",
                "mirostat" => "2",
                "logit_bias" => "#7=-1.5",
                "grammar" => "root ::= \"other\"",
                "json_schema" => "{\"type\": \"integer\"}",
                _ => key.Kind switch
                {
                    HyperparameterKind.Real => "0.5",
                    HyperparameterKind.Texts => "other",
                    _ => "7",
                },
            });

            Assert.Equal(set, HyperparameterOverrides.None.WithFallback(set));
            Assert.Equal([key.Name], HyperparameterTable.DifferencesFrom(Hyperparameters.Default,
                set.ApplyTo(Hyperparameters.Default))
                .Select(difference => difference.Name));
        }
    }

    [Fact]
    public void Equal_stop_texts_are_equal_settings() =>
        Assert.Equal(Hyperparameters.Default with { Stop = ["a"] }, Hyperparameters.Default with { Stop = ["a"] });

    [Fact]
    public void Both_presets_work_together_and_only_the_stochastic_one_draws()
    {
        var stochastic = HyperparameterPresets.Stochastic.ApplyTo(Hyperparameters.Default);

        Assert.False(HyperparameterAdvice.IsDeterministic(stochastic));
        Assert.Null(HyperparameterAdvice.WithoutEffect(stochastic));
        Assert.Equal(Hyperparameters.Default, HyperparameterPresets.Deterministic.ApplyTo(Hyperparameters.Default));
        Assert.Null(HyperparameterAdvice.WithoutEffect(Hyperparameters.Default));
    }

    [Fact]
    public void A_temperature_without_effect_is_told_together_with_what_takes_it_away()
    {
        var stochastic = HyperparameterPresets.Stochastic.ApplyTo(Hyperparameters.Default);

        var advice = HyperparameterAdvice.WithoutEffect(stochastic with { TopP = 0 });

        Assert.Contains("temperature 0.8", advice, StringComparison.Ordinal);
        Assert.Contains("because top_p 0 always leaves a single token", advice, StringComparison.Ordinal);
    }

    private static HyperparameterOverrides Set(HyperparameterKey key, string text)
    {
        Assert.True(HyperparameterTable.TrySet(HyperparameterOverrides.None, key, text, out var set, out var problem), problem);
        return set;
    }
}
