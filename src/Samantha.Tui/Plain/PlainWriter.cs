using Samantha.Chains.Text;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Plain;

/// <summary>
/// Appends lines to the output, one at a time and made harmless. Text that streams is written line by line, complete.
/// </summary>
internal sealed class PlainWriter(TextWriter output, TextCatalog texts)
{
    /// <summary>A streamed line that never ends is broken here.</summary>
    private const int LineCharsMax = 2_000;

    private const char BellCharacter = '\a';

    private readonly Lock _gate = new();
    private string _open = "";

    public void Key(string key, params ReadOnlySpan<object> values) => Line(texts.Format(key, values));

    public void Line(string text)
    {
        lock (_gate)
        {
            EndOpen();
            foreach (string line in text.Split('\n'))
            {
                Write(line);
            }
        }
    }

    /// <summary>Text of a response or of a program as it comes.</summary>
    public void Stream(string text)
    {
        lock (_gate)
        {
            _open += text;
            int end;
            while ((end = _open.IndexOf('\n')) >= 0 || _open.Length > LineCharsMax)
            {
                int cut = end >= 0 ? end : LineCharsMax;
                Write(_open[..cut].TrimEnd('\r'));
                _open = _open[(end >= 0 ? cut + 1 : cut)..];
            }
        }
    }

    /// <summary>The streamed text is complete.</summary>
    public void EndStream()
    {
        lock (_gate)
        {
            EndOpen();
        }
    }

    public void Ring()
    {
        lock (_gate)
        {
            output.Write(BellCharacter);
            output.Flush();
        }
    }

    private void EndOpen()
    {
        if (_open.Length > 0)
        {
            Write(_open);
            _open = "";
        }
    }

    private void Write(string line)
    {
        output.WriteLine(TerminalSanitizer.SanitizeLine(line));
        output.Flush();
    }
}
