using System.Text;

namespace Samantha.Terminal.Input;

/// <summary>
/// Bytes from the terminal to input events. The same bytes give the same events however they are cut into pieces; no bytes make
/// it throw; what it does not know it swallows whole. Time matters only for a lone escape and for replies that never end.
/// </summary>
public sealed class InputDecoder
{
    /// <summary>
    /// Time after which a lone escape byte is the Esc key: long enough for one sequence to arrive, too short to be felt.
    /// </summary>
    public const int LoneEscapeMs = 30;

    /// <summary>A reply of the terminal (OSC, DCS) that stalls this long is given up.</summary>
    public const int StalledReplyMs = 1_000;

    /// <summary>A paste that stalls this long is handed on as it is. Long, because the rest of it would count as typed.</summary>
    public const int StalledPasteMs = 10_000;

    public const int DefaultMaxPasteBytes = 4 * 1024 * 1024;

    // No key or mouse report is longer; the rest of a longer sequence is swallowed.
    private const int MaxSequenceChars = 64;

    private readonly TimeProvider _time;
    private readonly PasteCollector _paste;
    private readonly StringBuilder _sequence = new();
    private Utf8Decoder _utf8;
    private State _state;
    private int _legacyMouseBytes;
    private bool _stringBegun;
    private long _lastByteAt;

    public InputDecoder(TimeProvider? time = null, int maxPasteBytes = DefaultMaxPasteBytes)
    {
        _time = time ?? TimeProvider.System;
        _paste = new PasteCollector(maxPasteBytes);
    }

    private enum State
    {
        Ground,
        Escape,
        Csi,
        Ss3,
        String,
        StringEscape,
        LegacyMouse,
        Paste,
        AltUtf8,
    }

    /// <summary>
    /// Milliseconds until <see cref="FlushIfDue"/> has something to do if no byte comes; null when nothing waits.
    /// </summary>
    public int? PendingMs
    {
        get
        {
            if (PatienceMs is not { } patience)
            {
                return null;
            }

            var waited = _time.GetElapsedTime(_lastByteAt).TotalMilliseconds;
            return Math.Max(0, (int)Math.Ceiling(patience - waited));
        }
    }

    private int? PatienceMs => _state switch
    {
        State.Escape or State.Ss3 => LoneEscapeMs,
        State.Csi => _sequence.Length == 0 ? LoneEscapeMs : null,
        State.String or State.StringEscape => _stringBegun ? StalledReplyMs : LoneEscapeMs,
        State.Paste => StalledPasteMs,
        _ => null,
    };

    public void Feed(ReadOnlySpan<byte> bytes, ICollection<InputEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (bytes.IsEmpty)
        {
            return;
        }

        foreach (var value in bytes)
        {
            Take(value, events);
        }

        _lastByteAt = _time.GetTimestamp();
    }

    /// <summary>Turns what waited long enough into events: a lone Esc, Alt with a bracket, a paste without an end.</summary>
    public void FlushIfDue(ICollection<InputEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (PendingMs is not 0)
        {
            return;
        }

        switch (_state)
        {
            case State.Escape:
                events.Add(new KeyEvent(Key.Escape));
                break;
            case State.Csi:
                events.Add(AltKey('['));
                break;
            case State.Ss3:
                events.Add(AltKey('O'));
                break;
            case State.String when !_stringBegun:
                events.Add(AltKey(_sequence[0]));
                break;
            case State.Paste:
                events.Add(_paste.Finish());
                break;
            default:
                break;
        }

        _state = State.Ground;
    }

    private void Take(byte value, ICollection<InputEvent> events)
    {
        switch (_state)
        {
            case State.Ground or State.AltUtf8:
                TakeText(value, events);
                break;
            case State.Escape:
                TakeAfterEscape(value, events);
                break;
            case State.Csi:
                TakeCsi(value, events);
                break;
            case State.Ss3:
                TakeSs3(value, events);
                break;
            case State.String:
                TakeString(value, events);
                break;
            case State.StringEscape:
                _state = State.Ground;
                if (value != '\\')
                {
                    _state = State.Escape;
                    Take(value, events);
                }

                break;
            case State.LegacyMouse:
                if (--_legacyMouseBytes == 0)
                {
                    _state = State.Ground;
                }

                break;
            case State.Paste:
                if (_paste.Take(value) is { } paste)
                {
                    _state = State.Ground;
                    events.Add(paste);
                }

                break;
            default:
                throw new InvalidOperationException($"State {_state} has no rule.");
        }
    }

    private void TakeText(byte value, ICollection<InputEvent> events)
    {
        var alt = _state == State.AltUtf8 ? KeyModifiers.Alt : KeyModifiers.None;
        if (!_utf8.Take(value, out var rune, out var again))
        {
            return;
        }

        _state = State.Ground;
        if (rune.Value == 27)
        {
            _state = State.Escape;
        }
        else if (rune.Value is < 32 or 127)
        {
            events.Add(KeySequences.FromControl(rune.Value, alt));
        }
        else if (rune.Value is < 127 or > 159)
        {
            events.Add(KeySequences.FromCharacter(rune, alt));
        }

        if (again)
        {
            Take(value, events);
        }
    }

    private void TakeAfterEscape(byte value, ICollection<InputEvent> events)
    {
        _sequence.Clear();
        switch (value)
        {
            case 27:
                events.Add(new KeyEvent(Key.Escape));
                break;
            case (byte)'[':
                _state = State.Csi;
                break;
            case (byte)'O':
                _state = State.Ss3;
                break;
            case (byte)']' or (byte)'P' or (byte)'_' or (byte)'^' or (byte)'X':
                _state = State.String;
                _stringBegun = false;
                _sequence.Append((char)value);
                break;
            default:
                _state = State.AltUtf8;
                TakeText(value, events);
                break;
        }
    }

    private void TakeCsi(byte value, ICollection<InputEvent> events)
    {
        if (value is >= 0x20 and <= 0x3F || (value == '[' && _sequence.Length == 0))
        {
            if (_sequence.Length < MaxSequenceChars)
            {
                _sequence.Append((char)value);
            }

            return;
        }

        _state = State.Ground;
        if (value is >= 0x40 and <= 0x7E)
        {
            FinishCsi((char)value, events);
        }
        else if (value is 27 or 13 or >= 0x80)
        {
            Take(value, events); // The sequence was broken off; this byte begins something else.
        }
    }

    private void TakeSs3(byte value, ICollection<InputEvent> events)
    {
        _state = State.Ground;
        if (value is >= 0x40 and <= 0x7E)
        {
            if (KeySequences.FromFinal((char)value, KeyModifiers.None) is { } key)
            {
                events.Add(key);
            }

            return;
        }

        events.Add(AltKey('O'));
        Take(value, events);
    }

    private void TakeString(byte value, ICollection<InputEvent> events)
    {
        _stringBegun = true;
        if (value == 27)
        {
            _state = State.StringEscape;
        }
        else if (value == 7)
        {
            _state = State.Ground;
        }
        else if (value < 32)
        {
            _state = State.Ground; // No reply holds control characters: a key was pressed.
            Take(value, events);
        }
    }

    private void FinishCsi(char final, ICollection<InputEvent> events)
    {
        var text = _sequence.Length >= MaxSequenceChars ? "?" : _sequence.ToString();
        if (text == "[")
        {
            AddIfAny(events, final is >= 'A' and <= 'E' ? new KeyEvent(Key.F1 + (final - 'A')) : null); // Linux console.
        }
        else if (text.StartsWith('<'))
        {
            Span<int> mouse = stackalloc int[3];
            if (final is 'M' or 'm' && CsiParameters.Numbers(text.AsSpan(1), mouse) == 3)
            {
                AddIfAny(events, KeySequences.FromMouse(mouse[0], mouse[1], mouse[2], final == 'm'));
            }
        }
        else if (text.Length == 0 || char.IsAsciiDigit(text[0]) || text[0] == ';')
        {
            FinishPlainCsi(text, final, events);
        }
    }

    private void FinishPlainCsi(string text, char final, ICollection<InputEvent> events)
    {
        Span<int> numbers = stackalloc int[4];
        var count = CsiParameters.Numbers(text, numbers);
        if (count < 0)
        {
            return;
        }

        var modifiers = KeySequences.Modifiers(count > 1 ? numbers[1] : 1);
        switch (final)
        {
            case '~' when numbers[0] == 200:
                _state = State.Paste;
                break;
            case '~' when numbers[0] == 27 && count == 3:
                AddIfAny(events, KeySequences.FromCodePoint(numbers[2], modifiers));
                break;
            case '~':
                AddIfAny(events, KeySequences.FromTilde(numbers[0], modifiers));
                break;
            case 'u' when !CsiParameters.IsRelease(text):
                AddIfAny(events, KeySequences.FromCodePoint(numbers[0], modifiers));
                break;
            case 'Z':
                events.Add(new KeyEvent(Key.Tab, KeyModifiers.Shift | modifiers));
                break;
            case 'I' or 'O' when count == 0:
                events.Add(new FocusEvent(final == 'I'));
                break;
            case 'M' when count == 0:
                _legacyMouseBytes = 3; // The old mouse report: three bytes of any value follow.
                _state = State.LegacyMouse;
                break;
            case >= 'A' and <= 'S' and not ('I' or 'M' or 'O')
                when (count == 0 || numbers[0] == 1) && !CsiParameters.IsRelease(text):
                AddIfAny(events, KeySequences.FromFinal(final, modifiers));
                break;
            default:
                break;
        }
    }

    private static KeyEvent AltKey(char c) => KeySequences.FromCharacter(new Rune(c), KeyModifiers.Alt);

    private static void AddIfAny(ICollection<InputEvent> events, InputEvent? input)
    {
        if (input is not null)
        {
            events.Add(input);
        }
    }
}
