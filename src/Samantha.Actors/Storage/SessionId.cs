using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Samantha.Actors.Storage;

/// <summary>
/// The name of a session, made to be read and typed: UTC minute, chain name, four random characters
/// (<c>20261122-1004-refine-k3f9</c>). It is also the name of the session's folder, so it never contains a path.
/// </summary>
public readonly record struct SessionId : IComparable<SessionId>
{
    /// <summary>Longest chain-name part; keeps the control socket's path short.</summary>
    public const int NameLengthMax = 24;

    private const string TimeFormat = "yyyyMMdd-HHmm";
    private const int TimeLength = 13;
    private const int SuffixLength = 4;

    // Without i, l, o, 0 and 1, which people confuse.
    private const string SuffixAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private readonly string? text;

    private SessionId(string text) => this.text = text;

    /// <summary>The whole id; empty for <c>default</c>.</summary>
    public string Text => text ?? "";

    /// <summary>The UTC minute in which the session was created.</summary>
    public DateTimeOffset CreatedUtc =>
        DateTimeOffset.ParseExact(Text[..TimeLength], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>The chain's name as it appears in the id.</summary>
    public string Name => Text[(TimeLength + 1)..^(SuffixLength + 1)];

    /// <summary>The four random characters at the end.</summary>
    public string Suffix => Text[^SuffixLength..];

    public static SessionId Create(DateTimeOffset nowUtc, string chainName)
    {
        string time = nowUtc.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        return new SessionId($"{time}-{NamePart(chainName)}-{RandomNumberGenerator.GetString(SuffixAlphabet, SuffixLength)}");
    }

    public static SessionId Parse(string text) =>
        TryParse(text, out SessionId id)
            ? id
            : throw new FormatException($"'{text}' is not a session id; an id looks like 20261122-1004-refine-k3f9");

    public static bool TryParse([NotNullWhen(true)] string? text, out SessionId id)
    {
        id = default;
        if (text is null
            || text.Length < TimeLength + 1 + 1 + 1 + SuffixLength
            || text.Length > TimeLength + 1 + NameLengthMax + 1 + SuffixLength
            || text[TimeLength] != '-'
            || text[^(SuffixLength + 1)] != '-'
            || !DateTime.TryParseExact(text[..TimeLength], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            || !text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            return false;
        }

        id = new SessionId(text);
        return true;
    }

    public int CompareTo(SessionId other) => string.CompareOrdinal(Text, other.Text);

    public override string ToString() => Text;

    public static bool operator <(SessionId left, SessionId right) => left.CompareTo(right) < 0;

    public static bool operator >(SessionId left, SessionId right) => left.CompareTo(right) > 0;

    public static bool operator <=(SessionId left, SessionId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SessionId left, SessionId right) => left.CompareTo(right) >= 0;

    private static string NamePart(string chainName)
    {
        var name = new StringBuilder(NameLengthMax);
        foreach (char c in chainName)
        {
            if (name.Length == NameLengthMax)
            {
                break;
            }

            char lower = char.ToLowerInvariant(c);
            if (char.IsAsciiLetterLower(lower) || char.IsAsciiDigit(lower))
            {
                name.Append(lower);
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        string part = name.ToString().TrimEnd('-');
        return part.Length == 0 ? "chain" : part;
    }
}
