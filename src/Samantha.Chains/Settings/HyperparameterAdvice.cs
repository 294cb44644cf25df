namespace Samantha.Chains.Settings;

/// <summary>Tells when settings cancel each other out. It never changes a value.</summary>
public static class HyperparameterAdvice
{
    /// <summary>
    /// A sentence when a setting that asks for variety has no effect because another one leaves a single token; null when all is
    /// well. Any one such setting is enough: temperature 0, tfs_z 0, top_p 0, min_p 1, typical_p 0 or top_k 1.
    /// </summary>
    public static string? WithoutEffect(Hyperparameters values)
    {
        if (values.Mirostat > 0)
        {
            return MirostatWithoutEffect(values);
        }

        var single = new List<string>();
        var varied = new List<string>();
        Sort(single, varied, "temperature", values.Temperature, isSingle: values.Temperature <= 0,
            isVaried: values.Temperature > 0);
        Sort(single, varied, "tfs_z", values.TfsZ, values.TfsZ <= 0, values.TfsZ is > 0 and < 1);
        Sort(single, varied, "top_p", values.TopP, values.TopP <= 0, values.TopP is > 0 and < 1);
        Sort(single, varied, "min_p", values.MinP, values.MinP >= 1, values.MinP is > 0 and < 1);
        Sort(single, varied, "typical_p", values.TypicalP, values.TypicalP <= 0, values.TypicalP is > 0 and < 1);
        Sort(single, varied, "top_k", values.TopK, values.TopK == 1, false);
        if (single.Count == 0 || varied.Count == 0)
        {
            return null;
        }

        var has = varied.Count == 1 ? "has" : "have";
        return $"{string.Join(", ", varied)} {has} no effect, because {string.Join(", ", single)} always leaves a single token. "
            + "Write preset = stochastic for a set of values that work together.";
    }

    /// <summary>True when some setting always leaves a single token, so that no seed can change the response.</summary>
    public static bool IsDeterministic(Hyperparameters values) =>
        values.Temperature <= 0 || (values.Mirostat == 0 && HasSingleCandidate(values));

    /// <summary>True for settings that only say how a token is drawn: where one is always left, they change nothing.</summary>
    public static bool ShapesTheDraw(string name) => name is "temperature" or "tfs_z" or "top_p" or "min_p" or "typical_p" or "top_k"
        or "top_n_sigma" or "xtc_probability" or "xtc_threshold" or "seed";

    private static bool HasSingleCandidate(Hyperparameters values) =>
        values.TfsZ <= 0 || values.TopP <= 0 || values.MinP >= 1 || values.TypicalP <= 0
            || values.TopK == 1;

    private static string? MirostatWithoutEffect(Hyperparameters values) => values.Temperature <= 0
        ? "mirostat has no effect, because temperature 0 always takes the most likely token. Write temperature = 1."
        : values.XtcProbability > 0 || values.TopNSigma > 0
            ? "xtc_probability and top_n_sigma have no effect beside mirostat, which stands in the place of all filters."
            : null;

    private static void Sort(List<string> single, List<string> varied, string name, double value, bool isSingle, bool isVaried)
    {
        var text = $"{name} {HyperparameterKey.FormatValue(value)}";
        if (isSingle)
        {
            single.Add(text);
        }
        else if (isVaried)
        {
            varied.Add(text);
        }
    }
}
