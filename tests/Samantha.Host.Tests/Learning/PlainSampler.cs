using Samantha.Engine.Sampling;

namespace Samantha.Host.Tests.Learning;

/// <summary>
/// What each sampler leaves of a row of logits, by its definition and nothing else: whole lists, doubles, no tricks. Made to check what
/// is shown, so it shares no code with the program.
/// </summary>
internal static class PlainSampler
{
    /// <summary>The stages that are switched on, in their order, with all candidates that are left and their logits.</summary>
    public static List<(string Name, Dictionary<int, double> Left)> Stages(
        float[] row, SamplingSettings settings, IReadOnlyList<int> before)
    {
        Dictionary<int, double> now = Enumerable.Range(0, row.Length).ToDictionary(token => token, token => (double)row[token]);
        List<(string, Dictionary<int, double>)> stages = [("raw", new(now))];
        void Stage(bool isOn, string name, Func<Dictionary<int, double>, Dictionary<int, double>> change)
        {
            if (isOn)
            {
                now = change(now);
                stages.Add((name, now));
            }
        }

        Stage(settings.LogitBias.Length > 0, "logit_bias", all => all.ToDictionary(
            one => one.Key, one => one.Value + settings.LogitBias.Where(bias => bias.TokenId == one.Key).Sum(bias => bias.Bias ?? 0)));
        bool hasPenalties = settings.RepeatPenalty != 1 || settings.FrequencyPenalty != 0 || settings.PresencePenalty != 0;
        Stage(hasPenalties, "penalties", all => Penalised(all, settings, [.. before.TakeLast(settings.PenaltyLastTokens)]));
        double[] finished = [.. now.Values];
        Stage(settings.TopK > 0, "top_k", all => Sorted(all).Take(settings.TopK).ToDictionary());
        Stage(settings.TopNSigma > 0, "top_n_sigma", all =>
        {
            double deviation = Math.Sqrt(finished.Sum(logit => Math.Pow(logit - finished.Average(), 2)) / finished.Length);
            return all.Where(one => one.Value >= finished.Max() - (settings.TopNSigma * deviation)).ToDictionary();
        });
        Stage(settings.TfsZ < 1, "tfs_z", all => TailFree(all, settings.TfsZ));
        Stage(settings.TypicalP < 1, "typical_p", all => Typical(all, settings.TypicalP));
        Stage(settings.TopP < 1, "top_p", all => UntilSum(Sorted(all), Probabilities(all), sum => sum >= settings.TopP));
        Stage(settings.MinP > 0, "min_p", all =>
        {
            Dictionary<int, double> p = Probabilities(all);
            return all.Where(one => p[one.Key] >= settings.MinP * p.Values.Max()).ToDictionary();
        });
        Stage(true, "temperature", all => settings.Temperature > 0 ? all : Sorted(all).Take(1).ToDictionary());
        return stages;
    }

    public static Dictionary<int, double> Probabilities(Dictionary<int, double> logits, double temperature = 1)
    {
        double best = logits.Values.Max();
        Dictionary<int, double> powers = logits.ToDictionary(one => one.Key, one => Math.Exp((one.Value - best) / temperature));
        double sum = powers.Values.Sum();
        return powers.ToDictionary(one => one.Key, one => one.Value / sum);
    }

    public static double EntropyBits(Dictionary<int, double> probabilities) =>
        probabilities.Values.Where(p => p > 0).Sum(p => -p * Math.Log2(p));

    private static IEnumerable<KeyValuePair<int, double>> Sorted(Dictionary<int, double> all) =>
        all.OrderByDescending(one => one.Value).ThenBy(one => one.Key);

    private static Dictionary<int, double> Penalised(Dictionary<int, double> all, SamplingSettings settings, int[] window) =>
        all.ToDictionary(one => one.Key, one =>
        {
            int times = window.Count(token => token == one.Key);
            double repeated = one.Value > 0 ? one.Value / settings.RepeatPenalty : one.Value * settings.RepeatPenalty;
            return times == 0 ? one.Value : repeated - (times * settings.FrequencyPenalty) - settings.PresencePenalty;
        });

    private static Dictionary<int, double> TailFree(Dictionary<int, double> all, double z)
    {
        KeyValuePair<int, double>[] sorted = [.. Sorted(all)];
        Dictionary<int, double> p = Probabilities(all);
        double[] curve = [.. sorted.Select(one => p[one.Key])];
        double[] second = [.. Enumerable.Range(0, Math.Max(0, curve.Length - 2))
            .Select(i => Math.Abs(curve[i] - curve[i + 1] - (curve[i + 1] - curve[i + 2])))];
        double all2 = second.Sum();
        double sum = 0;
        for (int i = 0; i < second.Length; i++)
        {
            sum += all2 > 1e-6 ? second[i] / all2 : 1.0 / second.Length;
            if (sum > z && i >= 1)
            {
                return sorted.Take(i).ToDictionary();
            }
        }

        return all;
    }

    private static Dictionary<int, double> Typical(Dictionary<int, double> all, double limit)
    {
        Dictionary<int, double> p = Probabilities(all);
        double expected = p.Values.Where(one => one > 0).Sum(one => -one * Math.Log(one));
        IEnumerable<KeyValuePair<int, double>> byDistance = all
            .OrderBy(one => Math.Abs(-Math.Log(p[one.Key]) - expected)).ThenByDescending(one => one.Value).ThenBy(one => one.Key);
        return UntilSum(byDistance, p, sum => sum > limit);
    }

    private static Dictionary<int, double> UntilSum(
        IEnumerable<KeyValuePair<int, double>> ordered, Dictionary<int, double> probabilities, Func<double, bool> isEnough)
    {
        Dictionary<int, double> kept = [];
        double sum = 0;
        foreach ((int token, double logit) in ordered)
        {
            kept.Add(token, logit);
            sum += probabilities[token];
            if (isEnough(sum))
            {
                break;
            }
        }

        return kept;
    }
}
