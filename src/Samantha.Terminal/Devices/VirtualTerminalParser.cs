using System.Globalization;
using System.Text;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.Devices;

/// <summary>
/// Reads what a program writes to a terminal and applies it to a <see cref="VirtualScreen"/>. It knows just the sequences that
/// this program may write; every other one is noted as a violation instead of being guessed at.
/// </summary>
internal sealed class VirtualTerminalParser(VirtualScreen screen)
{
    // Enough for a test to show what went wrong.
    private const int MaxViolations = 100;

    private const int MaxStringChars = 200_000;

    private readonly StringBuilder _sequence = new();
    private Utf8Decoder _utf8;
    private State _state;

    private enum State
    {
        Ground,
        Escape,
        Csi,
        String,
        StringEscape,
    }

    public List<string> Violations { get; } = [];

    public HashSet<int> Modes { get; } = [];

    public bool CursorShown => Modes.Contains(25);

    public string Title { get; private set; } = "";

    public string Clipboard { get; private set; } = "";

    public int Bells { get; private set; }

    public int KeyboardPushes { get; private set; }

    /// <summary>True between frames: outside every sequence and outside a synchronized update.</summary>
    public bool IsAtRest => _state == State.Ground && !_utf8.IsInside && !Modes.Contains(2026);

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (_state == State.Ground)
            {
                TakeText(value);
            }
            else
            {
                TakeSequence((char)value);
            }
        }
    }

    private void TakeText(byte value)
    {
        if (!_utf8.Take(value, out var rune, out var again))
        {
            return;
        }

        if (again)
        {
            Violation("broken UTF-8");
        }

        switch (rune.Value)
        {
            case 27:
                _state = State.Escape;
                _sequence.Clear();
                break;
            case 7:
                Bells++;
                break;
            case 10:
                screen.LineFeed();
                break;
            case 13:
                screen.MoveTo(0, screen.Y);
                break;
            case 24:
                break;
            case < 32 or (>= 127 and <= 159) or (>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069):
                Violation($"character U+{rune.Value:X4}");
                break;
            default:
                screen.Print(rune);
                break;
        }

        if (again)
        {
            TakeText(value);
        }
    }

    private void TakeSequence(char c)
    {
        switch (_state)
        {
            case State.Escape when c == '[':
                _state = State.Csi;
                break;
            case State.Escape when c is ']' or 'P':
                _state = State.String;
                _sequence.Append(c);
                break;
            case State.Escape:
                _state = State.Ground;
                if (c != '\\')
                {
                    Violation($"ESC {c}");
                }

                break;
            case State.Csi when c is >= ' ' and <= '?' && _sequence.Length < MaxStringChars:
                _sequence.Append(c);
                break;
            case State.Csi:
                _state = State.Ground;
                Csi(_sequence.ToString(), c);
                break;
            case State.String when c == 27:
                _state = State.StringEscape;
                break;
            case State.String when c >= ' ' && _sequence.Length < MaxStringChars:
                _sequence.Append(c);
                break;
            case State.StringEscape when c == 27 && _sequence[0] == 'P':
                _sequence.Append(c); // tmux's pass-through doubles every escape.
                _state = State.String;
                break;
            case State.StringEscape when c == '\\':
                _state = State.Ground;
                ControlString(_sequence.ToString());
                break;
            default:
                _state = State.Ground;
                Violation($"string broken off by character {(int)c}");
                break;
        }
    }

    private void ControlString(string text)
    {
        if (text.StartsWith("]2;", StringComparison.Ordinal))
        {
            Title = Latin1ToText(text[3..]);
        }
        else if (text.StartsWith("]52;c;", StringComparison.Ordinal))
        {
            Clipboard = Encoding.UTF8.GetString(Convert.FromBase64String(text[6..]));
        }
        else if (!text.StartsWith("Ptmux;\e]52;c;", StringComparison.Ordinal))
        {
            Violation($"string {text[..Math.Min(20, text.Length)]}");
        }
    }

    private void Csi(string parameters, char final)
    {
        if (parameters.StartsWith('?') && final is 'h' or 'l')
        {
            SetMode(parameters[1..], final == 'h');
            return;
        }

        if (parameters is ">1" or "<" && final == 'u')
        {
            KeyboardPushes += parameters == "<" ? -1 : 1;
            return;
        }

        var numbers = Numbers(parameters);
        if (numbers is null || !Plain(numbers, parameters, final))
        {
            Violation($"CSI {parameters}{final}");
        }
    }

    private bool Plain(int[] numbers, string parameters, char final)
    {
        var first = numbers.Length > 0 ? numbers[0] : 0;
        switch (final)
        {
            case 'H':
                screen.MoveTo((numbers.Length > 1 ? Math.Max(1, numbers[1]) : 1) - 1, Math.Max(1, first) - 1);
                return true;
            case 'G':
                screen.MoveTo(Math.Max(1, first) - 1, screen.Y);
                return true;
            case 'C':
                screen.MoveTo(screen.X + Math.Max(1, first), screen.Y);
                return true;
            case 'J' when first == 2:
                screen.Erase(0, 0, screen.Width, screen.Height);
                return true;
            case 'm':
                return VirtualPen.Apply(screen, numbers);
            case 't':
                return parameters is "22;2" or "23;2";
            default:
                return false;
        }
    }

    private void SetMode(string parameters, bool on)
    {
        if (!int.TryParse(parameters, NumberStyles.None, CultureInfo.InvariantCulture, out var mode)
            || mode is not (7 or 25 or 1000 or 1002 or 1004 or 1006 or 1049 or 2004 or 2026))
        {
            Violation($"mode {parameters}");
            return;
        }

        if (on)
        {
            Modes.Add(mode);
        }
        else
        {
            Modes.Remove(mode);
        }

        if (mode == 7)
        {
            screen.AutoWrap = on;
        }
    }

    private static int[]? Numbers(string parameters)
    {
        if (parameters.Length == 0)
        {
            return [];
        }

        var parts = parameters.Split(';');
        var result = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length > 0 && !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out result[i]))
            {
                return null;
            }
        }

        return result;
    }

    private static string Latin1ToText(string bytes) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));

    private void Violation(string what)
    {
        if (Violations.Count < MaxViolations)
        {
            Violations.Add(what);
        }
    }
}
