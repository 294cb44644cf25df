using System.Text;

namespace Samantha.Terminal.Input;

/// <summary>
/// Collects one bracketed paste: finds its end, drops control characters, keeps within a limit. Runs nothing of it.
/// </summary>
internal sealed class PasteCollector(int maxBytes)
{
    private static readonly byte[] End = "\e[201~"u8.ToArray();

    private readonly List<byte> _bytes = [];
    private int _matched;
    private bool _truncated;

    /// <summary>True with the event when this byte ended the paste.</summary>
    public PasteEvent? Take(byte value)
    {
        if (value == End[_matched])
        {
            if (++_matched < End.Length)
            {
                return null;
            }

            _matched = 0;
            return Finish();
        }

        // Only the first byte of the end mark can begin it again, so what was held back is text.
        for (var i = 0; i < _matched; i++)
        {
            Keep(End[i]);
        }

        _matched = value == End[0] ? 1 : 0;
        if (_matched == 0)
        {
            Keep(value);
        }

        return null;
    }

    public PasteEvent Finish()
    {
        var text = Clean(Encoding.UTF8.GetString([.. _bytes]));
        var result = new PasteEvent(text, _truncated);
        _bytes.Clear();
        _bytes.TrimExcess();
        _matched = 0;
        _truncated = false;
        return result;
    }

    private void Keep(byte value)
    {
        if (_bytes.Count < maxBytes)
        {
            _bytes.Add(value);
        }
        else
        {
            _truncated = true;
        }
    }

    // Line ends of every kind become one line feed; the other control characters go, escape among them.
    private static string Clean(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r')
            {
                result.Append('\n');
                if (i + 1 < text.Length && text[i + 1] == '\n')
                {
                    i++;
                }
            }
            else if (c is '\n' or '\t' || !char.IsControl(c))
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }
}
