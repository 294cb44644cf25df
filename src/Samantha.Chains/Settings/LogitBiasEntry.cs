using System.Globalization;

namespace Samantha.Chains.Settings;

/// <summary>
/// One weighed token: <c>#123=-5</c> by its id, <c> yes=2</c> by its text, which must be one token of the model (its leading
/// space counts). The bias is added to the logit; <c>-inf</c> forbids the token.
/// </summary>
/// <param name="TokenId">The id, or null when the token is told by its text.</param>
/// <param name="Text">The text, or empty.</param>
/// <param name="Bias">Added to the logit: -100 to 100, or minus infinity.</param>
public sealed record LogitBiasEntry(int? TokenId, string Text, double Bias)
{
    public const double BiasMax = 100;

    private const string Allowed =
        "A logit_bias is TOKEN=BIAS, where TOKEN is #ID or a text that is one token, and BIAS is a number from -100 to 100 or "
        + "-inf";

    /// <summary>A sentence that says what is wrong with an entry, or null.</summary>
    public static string? FindProblem(string written) => TryParse(written, out _)
        ? null
        : $"{Allowed}, but '{HyperparameterTable.Shorten(written)}' was found.";

    public static bool TryParse(string written, out LogitBiasEntry entry)
    {
        entry = new LogitBiasEntry(null, "", 0);
        var equals = written.LastIndexOf('=');
        if (equals <= 0 || !TryBias(written[(equals + 1)..].Trim(), out var bias))
        {
            return false;
        }

        var token = written[..equals];
        if (token[0] != '#' || token.Length == 1)
        {
            entry = new LogitBiasEntry(null, token, bias);
            return true;
        }

        if (!int.TryParse(token.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        entry = new LogitBiasEntry(id, "", bias);
        return true;
    }

    private static bool TryBias(string text, out double bias)
    {
        if (text == "-inf")
        {
            bias = double.NegativeInfinity;
            return true;
        }

        return double.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out bias)
            && Math.Abs(bias) <= BiasMax;
    }
}
