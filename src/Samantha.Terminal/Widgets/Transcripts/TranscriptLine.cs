using Samantha.Terminal.Widgets.Wrapping;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets.Transcripts;

/// <summary>
/// One logical line of a transcript. Text is only ever added at its end, and then only its last row is wrapped again, so a line
/// that grows by small pieces costs no more than its length.
/// </summary>
public sealed class TranscriptLine
{
    private readonly List<StyledSpan> _spans = [];
    private readonly List<int> _rows = [0];
    private char[] _chars = [];
    private int _wrappedLength;
    private int _wrappedWidth = -1;

    public int Length { get; private set; }

    public ReadOnlySpan<char> Text => _chars.AsSpan(0, Length);

    public IReadOnlyList<StyledSpan> Spans => _spans;

    /// <summary>True when the line was too long for one and goes on in the next; a copy joins the two again.</summary>
    public bool GoesOn { get; internal set; }

    /// <summary>Where the rows begin at this width.</summary>
    public IReadOnlyList<int> Rows(int widthCells)
    {
        if (widthCells != _wrappedWidth)
        {
            _rows.Clear();
            _rows.Add(0);
            _wrappedWidth = widthCells;
            _wrappedLength = 0;
        }

        if (_wrappedLength != Length)
        {
            SoftWrap.Continue(Text, widthCells, _rows);
            _wrappedLength = Length;
        }

        return _rows;
    }

    internal void Append(ReadOnlySpan<char> text, ThemeRole role)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (Length + text.Length > _chars.Length)
        {
            Array.Resize(ref _chars, Math.Max(Length + text.Length, _chars.Length * 2));
        }

        text.CopyTo(_chars.AsSpan(Length));
        if (_spans.Count > 0 && _spans[^1].Role == role && _spans[^1].End == Length)
        {
            _spans[^1] = _spans[^1] with { Length = _spans[^1].Length + text.Length };
        }
        else if (role != ThemeRole.Text)
        {
            _spans.Add(new StyledSpan(Length, text.Length, role));
        }

        Length += text.Length;
    }

    /// <summary>Another text and other roles, for a line that is styled again as it grows.</summary>
    internal void Set(StyledLine line)
    {
        Length = 0;
        _wrappedWidth = -1;
        _spans.Clear();
        Append(line.Text, ThemeRole.Text);
        foreach (var span in line.Spans)
        {
            _spans.Add(span);
        }
    }

    /// <summary>Gives back spare memory once nothing more is added.</summary>
    internal void Trim()
    {
        if (_chars.Length > Length + 16)
        {
            Array.Resize(ref _chars, Length);
        }
    }
}
