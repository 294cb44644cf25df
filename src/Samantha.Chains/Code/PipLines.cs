using System.Buffers;
using System.Collections.Immutable;

namespace Samantha.Chains.Code;

/// <summary>
/// Takes the lines out of a program that call pip, which are no Python: they would end it with a syntax error. A line inside a
/// string stays.
/// </summary>
internal static class PipLines
{
    private static readonly string[] s_commands =
    [
        "install", "uninstall", "list", "show", "freeze", "download", "wheel", "check", "config", "search", "cache", "index",
        "inspect", "debug", "hash", "help", "completion",
    ];

    private static readonly SearchValues<char> s_versionSigns = SearchValues.Create("0123456789.");

    /// <summary>The lines without the calls, joined; each call with what it is continued by goes to removed.</summary>
    public static string Remove(List<string> lines, ImmutableArray<string>.Builder removed)
    {
        var kept = new List<string>(lines.Count);
        var quotes = new PythonQuotes();
        var isContinued = false;
        foreach (var line in lines)
        {
            if (isContinued || (!quotes.IsInString && IsPip(line)))
            {
                removed.Add(line.Trim());
                isContinued = line.AsSpan().TrimEnd().EndsWith("\\");
                continue;
            }

            quotes.Read(line);
            kept.Add(line);
        }

        return string.Join('\n', kept).TrimEnd('\n');
    }

    private static bool IsPip(string line)
    {
        var text = line.AsSpan().Trim();
        var isMagic = text.Length > 0 && text[0] is '!' or '%';
        var words = (isMagic ? text.TrimStart("!%").TrimStart() : text).ToString()
            .Split((char[]?)null, 4, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return false;
        }

        if (IsVersionOf(words[0], "python") || words[0] is "py" or "{sys.executable}")
        {
            return words is [_, "-m", _, ..] && IsVersionOf(words[2], "pip");
        }

        return IsVersionOf(words[0], "pip") && (isMagic || (words.Length > 1 && IsCommand(words[1])));
    }

    // pip is a good name for a variable too: what follows decides.
    private static bool IsCommand(string word) => s_commands.Contains(word)
        || (word.Length > 1 && word[0] == '-' && (word[1] == '-' || char.IsAsciiLetter(word[1])));

    // pip, pip3, pip3.11
    private static bool IsVersionOf(string word, string name) => word.StartsWith(name, StringComparison.Ordinal)
        && !word.AsSpan(name.Length).ContainsAnyExcept(s_versionSigns);
}
