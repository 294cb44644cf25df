using System.Text;

namespace Samantha.Terminal.Input;

/// <summary>
/// UTF-8 byte by byte: what is broken becomes U+FFFD, and nothing is ever swallowed but continuation bytes of a broken start.
/// </summary>
internal struct Utf8Decoder
{
    private int _value;
    private int _missing;
    private int _least;

    public readonly bool IsInside => _missing > 0;

    public void Reset() => _missing = 0;

    /// <summary>
    /// Takes a byte. True when a code point is complete; <paramref name="again"/> when this byte must be given once more.
    /// </summary>
    public bool Take(byte value, out Rune rune, out bool again)
    {
        again = false;
        rune = Rune.ReplacementChar;
        if (_missing > 0)
        {
            if ((value & 0xC0) != 0x80)
            {
                _missing = 0;
                again = true;
                return true;
            }

            _value = (_value << 6) | (value & 0x3F);
            if (--_missing > 0)
            {
                return false;
            }

            rune = _value >= _least && Rune.IsValid(_value) ? new Rune(_value) : Rune.ReplacementChar;
            return true;
        }

        if (value < 0x80)
        {
            rune = new Rune(value);
            return true;
        }

        (_missing, _least, _value) = value switch
        {
            >= 0xC2 and <= 0xDF => (1, 0x80, value & 0x1F),
            >= 0xE0 and <= 0xEF => (2, 0x800, value & 0x0F),
            >= 0xF0 and <= 0xF4 => (3, 0x10000, value & 0x07),
            _ => (0, 0, 0),
        };
        return _missing == 0;
    }
}
