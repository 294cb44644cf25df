namespace Samantha.Engine.Native;

/// <summary>
/// Picks the line that says why from the error lines of a failed load; the last one is always the useless "failed to load
/// model".
/// </summary>
internal static class LoadErrors
{
    public static string Explain(string path, IReadOnlyList<string> errors)
    {
        string file = Path.GetFileName(path);
        string? cause = errors.Select(Strip).FirstOrDefault(line => !IsUseless(line)) ?? errors.Select(Strip).FirstOrDefault();
        return cause is null
            ? $"{file} cannot be loaded as a model; llama.cpp gave no reason"
            : $"{file} cannot be loaded as a model: {cause}";
    }

    private static bool IsUseless(string line) =>
        line.Length == 0
        || line.EndsWith("failed to load model", StringComparison.Ordinal)
        || line.StartsWith("failed to load model '", StringComparison.Ordinal)
        || line.StartsWith("failed to load model from", StringComparison.Ordinal);

    /// <summary>Takes off the names of C++ functions and repeated "error loading model:" in front of the reason.</summary>
    private static string Strip(string line)
    {
        string rest = line.Trim();
        while (rest.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0 && IsPrefix(rest.AsSpan(0, colon)))
        {
            rest = rest[(colon + 2)..].Trim();
        }

        return rest;
    }

    private static bool IsPrefix(ReadOnlySpan<char> text) =>
        text.StartsWith("error loading model", StringComparison.Ordinal)
        || (text.ContainsAny('_', ':') && !text.Contains(' '));
}
