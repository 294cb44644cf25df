using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Samantha.Terminal.Text;

namespace Samantha.Terminal.Cells;

/// <summary>
/// Turns a cell buffer into the bytes that change the screen from the frame before: only what differs, no erasing, inside one
/// synchronized update. Remembers what it last drew; writes to no device itself.
/// </summary>
public sealed class FrameRenderer
{
    // Writing this many unchanged cells again is no longer than moving the cursor over them.
    private const int CheapGapCells = 4;

    private readonly ArrayBufferWriter<byte> _out = new(16_384);
    private readonly FrameWriter _writer;
    private int[] _glyphs = [];
    private Style[] _styles = [];
    private int _width;
    private ClusterTable? _clusters;
    private int _generation = -1;
    private (int X, int Y)? _cursor;
    private bool _known;

    /// <param name="asciiText">For terminals that do not read UTF-8: everything else becomes a question mark.</param>
    public FrameRenderer(ColorDepth depth, bool asciiText = false) => _writer = new FrameWriter(_out, depth, asciiText);

    /// <summary>The next frame writes every cell: after a resume, a new size, or whatever else disturbed the screen.</summary>
    public void Invalidate() => _known = false;

    /// <summary>The bytes of one frame, valid until the next call; empty when nothing differs.</summary>
    public ReadOnlyMemory<byte> Render(CellBuffer frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _out.ResetWrittenCount();
        Prepare(frame);
        _writer.Begin();
        for (var y = 0; y < frame.Height; y++)
        {
            if (!_known || !IsSame(frame, y))
            {
                RenderRow(frame, y);
            }
        }

        var drawn = _writer.End(frame.Cursor, _cursor, !_known);
        frame.Glyphs.CopyTo(_glyphs);
        frame.Styles.CopyTo(_styles);
        _cursor = frame.Cursor;
        _known = true;
        return drawn ? _out.WrittenMemory : ReadOnlyMemory<byte>.Empty;
    }

    private void Prepare(CellBuffer frame)
    {
        if (frame.Width != _width || frame.Glyphs.Length != _glyphs.Length)
        {
            _glyphs = new int[frame.Glyphs.Length];
            _styles = new Style[frame.Glyphs.Length];
            _width = frame.Width;
            _known = false;
        }

        if (frame.Clusters.Generation != _generation || frame.Clusters != _clusters)
        {
            _clusters = frame.Clusters;
            _generation = frame.Clusters.Generation;
            _known = false;
        }
    }

    // Most rows of most frames; compared as a whole, which is far quicker than cell by cell.
    private bool IsSame(CellBuffer frame, int y)
    {
        var (start, length) = (y * frame.Width, frame.Width);
        return frame.Glyphs.Slice(start, length).SequenceEqual(_glyphs.AsSpan(start, length))
            && MemoryMarshal.AsBytes(frame.Styles.Slice(start, length))
                .SequenceEqual(MemoryMarshal.AsBytes(_styles.AsSpan(start, length)));
    }

    private void RenderRow(CellBuffer frame, int y)
    {
        var rewriteUntil = 0;
        var start = y * frame.Width;
        for (var x = 0; x < frame.Width;)
        {
            var columns = frame.IsWide(x, y) ? 2 : 1;
            if (x >= rewriteUntil && !Differs(frame, start + x, columns))
            {
                x += columns;
                continue;
            }

            if (!_writer.IsAt(x, y) && !BridgeGap(frame, x, y))
            {
                _writer.MoveTo(x, y);
            }

            rewriteUntil = Math.Max(rewriteUntil, WriteCell(frame, x, y, columns));
            x += columns;
        }
    }

    private bool Differs(CellBuffer frame, int i, int columns) =>
        !_known
        || frame.Glyphs[i] != _glyphs[i]
        || frame.Styles[i] != _styles[i]
        || (columns == 2 && _glyphs[i + 1] != CellBuffer.Continuation);

    private bool BridgeGap(CellBuffer frame, int x, int y)
    {
        var from = _writer.ColumnIn(y);
        if (from < 0 || x - from is < 1 or > CheapGapCells)
        {
            return false;
        }

        var start = y * frame.Width;
        for (var i = from; i < x; i++)
        {
            if (frame.Glyphs[start + i] is not (>= ' ' and <= '~') || !_writer.HasStyle(frame.Styles[start + i]))
            {
                return false;
            }
        }

        for (var i = from; i < x; i++)
        {
            _writer.Put((byte)frame.Glyphs[start + i]);
        }

        _writer.NowAt(x, y, frame.Width);
        return true;
    }

    /// <summary>Writes one cell; gives the column up to which the row must be written again whether it changed or not.</summary>
    private int WriteCell(CellBuffer frame, int x, int y, int columns)
    {
        var i = (y * frame.Width) + x;
        var glyph = frame.Glyphs[i];
        _writer.SetStyle(frame.Styles[i]);
        if (glyph is >= ' ' and <= '~')
        {
            _writer.Put((byte)glyph);
            _writer.NowAt(x + 1, y, frame.Width);
            return 0;
        }

        Span<char> single = stackalloc char[2];
        var cluster = glyph > 0 ? single[..new Rune(glyph).EncodeToUtf16(single)] : frame.Clusters[~glyph].AsSpan();
        if (!TextWidth.IsDisputed(cluster))
        {
            _writer.PutCluster(cluster, columns);
            _writer.NowAt(x + columns, y, frame.Width);
            return 0;
        }

        // The terminal may draw it narrower (so blanks go below it) or wider (so what follows is written again, from a known
        // column).
        _writer.PutBlanks(columns);
        _writer.MoveToColumn(x);
        _writer.PutCluster(cluster, columns);
        _writer.Lost();
        return x + TextWidth.WithoutJoining(cluster);
    }
}
