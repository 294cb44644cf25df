using System.Globalization;
using System.Text;

namespace Samantha.Chains.Text;

/// <summary>
/// Makes text from outside harmless for a terminal: whatever could move the cursor, hide, reorder or answer becomes a visible
/// picture. Line feed and tab stay. It keeps its state between pieces, so how a text is cut into pieces does not change the
/// result. One instance per stream; not for several threads.
/// </summary>
public sealed class TerminalSanitizer
{
    /// <summary>
    /// Marks on one character. Real writing needs up to about four; stacks of hundreds cover the lines above and below.
    /// </summary>
    public const int MarksPerCellMax = 6;

    private const char Replacement = '\uFFFD';

    /// <summary>What a mark without a character of its own is shown on.</summary>
    private const char DottedCircle = '\u25CC';

    private char _high;
    private bool _isCarriageReturnPending;
    private bool _hasBase;
    private bool _isBaseJoinable;
    private bool _wasJoiner;
    private bool _wasVariationSelector;
    private int _marks;

    /// <summary>
    /// The safe form of the next piece. A half character or a carriage return at its end waits for the next piece.
    /// </summary>
    public string Append(ReadOnlySpan<char> piece)
    {
        var safe = new StringBuilder(piece.Length);
        foreach (var unit in piece)
        {
            if (_high != 0)
            {
                if (char.IsLowSurrogate(unit))
                {
                    Add(safe, new Rune(_high, unit));
                    _high = '\0';
                    continue;
                }

                Picture(safe, Replacement.ToString());
                _high = '\0';
            }

            if (char.IsHighSurrogate(unit))
            {
                FlushCarriageReturn(safe);
                _high = unit;
            }
            else if (char.IsLowSurrogate(unit))
            {
                FlushCarriageReturn(safe);
                Picture(safe, Replacement.ToString());
            }
            else
            {
                Add(safe, new Rune(unit));
            }
        }

        return safe.ToString();
    }

    /// <summary>What is still waiting, at the end of the stream. The instance is then as new.</summary>
    public string Complete()
    {
        var safe = new StringBuilder();
        FlushCarriageReturn(safe);
        if (_high != 0)
        {
            Picture(safe, Replacement.ToString());
        }

        _high = '\0';
        Reset();
        _hasBase = false;
        return safe.ToString();
    }

    /// <summary>A whole text at once.</summary>
    public static string Sanitize(string text)
    {
        var sanitizer = new TerminalSanitizer();
        return sanitizer.Append(text) + sanitizer.Complete();
    }

    /// <summary>
    /// A text for a place that has one line: line feeds and tabs become pictures too, and what is too long ends with an
    /// ellipsis.
    /// </summary>
    public static string SanitizeLine(string text, int charactersMax = int.MaxValue)
    {
        var isCut = text.Length > charactersMax;
        var line = Sanitize(isCut ? text[..Math.Max(0, charactersMax - 1)] : text)
            .Replace('\n', '\u240A').Replace('\t', '\u2409');
        return isCut ? line + "…" : line;
    }

    /// <summary>True for what never leaves this class, whatever stands around it.</summary>
    public static bool IsForbidden(Rune rune) => rune.Value is not ('\n' or '\t') && !IsJoiner(rune.Value)
        && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
            || IsInvisible(rune.Value) || IsNoncharacter(rune.Value));

    private void Add(StringBuilder safe, Rune rune)
    {
        var value = rune.Value;
        if (_isCarriageReturnPending && value == '\n')
        {
            _isCarriageReturnPending = false;
        }

        FlushCarriageReturn(safe);
        if (value == '\r')
        {
            _isCarriageReturnPending = true;
        }
        else if (value is '\n' or '\t')
        {
            safe.Append((char)value);
            Reset();
            _hasBase = false;
        }
        else if (value is 0x200C or 0x200D)
        {
            AddJoiner(safe, rune);
        }
        else if (value is >= 0xFE00 and <= 0xFE0F)
        {
            AddVariationSelector(safe, rune);
        }
        else if (IsForbidden(rune))
        {
            Picture(safe, PictureOf(value));
        }
        else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            AddMark(safe, rune);
        }
        else
        {
            safe.Append(rune.ToString());
            Reset();
            _hasBase = value != ' ';
            _isBaseJoinable = value >= 0x0300;
        }
    }

    // Emoji sequences and several scripts need a joiner; between ASCII letters it can only hide something.
    private void AddJoiner(StringBuilder safe, Rune rune)
    {
        if (_hasBase && _isBaseJoinable && !_wasJoiner)
        {
            safe.Append(rune.ToString());
            _wasJoiner = true;
            return;
        }

        Picture(safe, PictureOf(rune.Value));
    }

    private void AddVariationSelector(StringBuilder safe, Rune rune)
    {
        if (_hasBase && !_wasVariationSelector)
        {
            safe.Append(rune.ToString());
            _wasVariationSelector = true;
            return;
        }

        Picture(safe, PictureOf(rune.Value));
    }

    private void AddMark(StringBuilder safe, Rune rune)
    {
        if (!_hasBase)
        {
            // A mark at the start of a line would change a cell that is not ours.
            safe.Append(DottedCircle);
            Reset();
            _hasBase = true;
        }

        _marks++;
        if (_marks <= MarksPerCellMax)
        {
            safe.Append(rune.ToString());
        }
        else if (_marks == MarksPerCellMax + 1)
        {
            // One sign for all that are left out; the next character starts anew.
            safe.Append(Replacement);
        }
    }

    private void FlushCarriageReturn(StringBuilder safe)
    {
        if (_isCarriageReturnPending)
        {
            _isCarriageReturnPending = false;
            Picture(safe, PictureOf('\r'));
        }
    }

    private void Picture(StringBuilder safe, string picture)
    {
        safe.Append(picture);
        Reset();
        _hasBase = false;
    }

    private void Reset()
    {
        _marks = 0;
        _wasJoiner = false;
        _wasVariationSelector = false;
        _isBaseJoinable = false;
    }

    private static string PictureOf(int value) => value switch
    {
        < 0x20 => ((char)(0x2400 + value)).ToString(),
        0x7F => "\u2421",
        _ => string.Create(CultureInfo.InvariantCulture, $"<U+{value:X4}>"),
    };

    private static bool IsJoiner(int value) => value is 0x200C or 0x200D;

    // Letters and marks by category, but nothing is seen of them.
    private static bool IsInvisible(int value) =>
        value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0
            or (>= 0x180B and <= 0x180F) or (>= 0xE0000 and <= 0xE0FFF);

    private static bool IsNoncharacter(int value) => value is >= 0xFDD0 and <= 0xFDEF || (value & 0xFFFE) == 0xFFFE;
}
