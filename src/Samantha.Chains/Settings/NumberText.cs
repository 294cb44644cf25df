using System.Globalization;

namespace Samantha.Chains.Settings;

/// <summary>Writes numbers so that every reader of ours understands them: a point, no exponent, the same number again.</summary>
public static class NumberText
{
    /// <summary>As many digits as the smallest number has behind the point.</summary>
    private static readonly string s_allDigits = "0." + new string('#', 340);

    public static string Of(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? value.ToString(s_allDigits, CultureInfo.InvariantCulture) : text;
    }
}
