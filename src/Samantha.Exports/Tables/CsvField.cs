using System.Globalization;

namespace Samantha.Exports.Tables;

/// <summary>
/// Fields as RFC 4180 has them. Texts are always quoted, and one that a spreadsheet would take for a formula gets an apostrophe
/// in front; so does one that has apostrophes there already, so that taking one away always gives the text back.
/// </summary>
internal static class CsvField
{
    public static string Text(string text) => "\"" + Guard(text).Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public static string Number(double? number) => number?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";

    public static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>As digits: a seed has up to 20 of them, more than the numbers of a spreadsheet keep.</summary>
    public static string Seed(ulong seed) => seed.ToString(CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset? time) =>
        time is { } at ? at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture) : "";

    /// <summary>The text with an apostrophe in front when it begins, after apostrophes, with = + - @, a tab or a line end.
    /// </summary>
    public static string Guard(string text)
    {
        var start = text.AsSpan().TrimStart('\'');
        return start.Length > 0 && IsFormulaStart(start[0]) ? "'" + text : text;
    }

    // Spreadsheets read the full-width signs of East Asian writing as well.
    private static bool IsFormulaStart(char c) =>
        c is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';
}
