using System.Globalization;

namespace Samantha.Chains.Health;

/// <summary>
/// What a character is to the detectors. Words are runs of letters and digits, without regard to case; in scripts without
/// spaces every sign is a word. Pure.
/// </summary>
internal static class WordSigns
{
    private const ulong HashPrime = 1099511628211;

    public static ulong EmptyHash => 14695981039346656037;

    public static bool IsLetter(char sign) => sign < 128 ? char.IsAsciiLetter(sign) : IsLetterElsewhere(sign);

    public static bool IsDigit(char sign) => char.IsDigit(sign);

    /// <summary>Han, kana, Thai, Lao, Khmer and everything outside of the first plane, emoji included.</summary>
    public static bool IsWordAlone(char sign) => sign is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1780' and <= '\u17FF')
        or (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF')
        || char.IsSurrogate(sign);

    public static ulong Add(ulong hash, char sign) => unchecked((hash ^ Lower(sign)) * HashPrime);

    public static ulong Join(ulong left, ulong right)
    {
        var hash = unchecked(((left ^ (left >> 29)) * 0xBF58476D1CE4E5B9) + right);
        hash = unchecked((hash ^ (hash >> 27)) * 0x94D049BB133111EB);
        return hash ^ (hash >> 31);
    }

    private static char Lower(char sign) => sign < 128
        ? char.IsAsciiLetterUpper(sign) ? (char)(sign | 0x20) : sign
        : char.ToLowerInvariant(sign);

    // Signs such as emoji say something; the lines and blocks of drawn tables do not.
    private static bool IsLetterElsewhere(char sign) => char.IsLetter(sign) || char.IsSurrogate(sign)
        || (sign is not (>= '\u2500' and <= '\u25FF')
            && CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherSymbol);
}
