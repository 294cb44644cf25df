using System.Globalization;
using System.Text;

namespace Samantha.Sandbox.Running;

/// <summary>
/// Makes a name that came out of a sandbox safe to be a path below a folder of ours: no way up, no absolute path, no character
/// that drives a terminal or that some file system refuses, bounded length. Pure.
/// </summary>
internal static class FileNames
{
    public const int PartBytesMax = 150;
    public const int PartsMax = 9;

    private const string Refused = "<>:\"|?*\\";

    /// <summary>The safe relative path, or null when nothing of the name is usable.</summary>
    public static string? Sanitise(string name)
    {
        string[] parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        List<string> safe = [];
        foreach (string part in parts)
        {
            if (part is "." or "..")
            {
                return null;
            }

            safe.Add(Part(part));
        }

        return safe.Count is 0 or > PartsMax ? null : string.Join('/', safe);
    }

    private static string Part(string part)
    {
        StringBuilder text = new();
        int bytes = 0;
        foreach (Rune rune in part.EnumerateRunes())
        {
            Rune safe = IsSafe(rune) ? rune : new Rune('_');
            bytes += safe.Utf8SequenceLength;
            if (bytes > PartBytesMax)
            {
                break;
            }

            text.Append(safe.ToString());
        }

        // Trailing dots and spaces vanish on some systems; a leading space hides in lists.
        string trimmed = text.ToString().Trim(' ').TrimEnd('.', ' ');
        return trimmed.Length == 0 ? "_" : trimmed;
    }

    private static bool IsSafe(Rune rune) =>
        rune != Rune.ReplacementChar
        && !Refused.Contains(rune.ToString(), StringComparison.Ordinal)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);
}
