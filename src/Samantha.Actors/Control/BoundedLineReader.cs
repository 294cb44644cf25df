namespace Samantha.Actors.Control;

/// <summary>Cuts a stream into lines of limited length; never holds more than one line.</summary>
internal sealed class BoundedLineReader
{
    // Enough for every command without a text; a longer line makes it grow.
    private const int FirstBytes = 4 * 1024;

    private readonly Stream stream;
    private readonly int lineBytesMax;
    private byte[] buffer;
    private int start;
    private int end;

    public BoundedLineReader(Stream stream, int lineBytesMax)
    {
        this.stream = stream;
        this.lineBytesMax = lineBytesMax;
        buffer = new byte[Math.Min(lineBytesMax, FirstBytes)];
    }

    /// <summary>The next line without its line feed; null at the end of the stream (an unfinished last line is
    /// dropped).</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellation)
    {
        int searched = start;
        while (true)
        {
            int feed = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                ReadOnlyMemory<byte> line = buffer.AsMemory(start, searched + feed - start);
                start = searched + feed + 1;
                return line;
            }

            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                end -= start;
                start = 0;
            }

            searched = end;
            if (end == lineBytesMax)
            {
                throw new InvalidDataException($"a line is longer than {lineBytesMax} bytes");
            }

            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(lineBytesMax, 2 * buffer.Length));
            }

            int read = await stream.ReadAsync(buffer.AsMemory(end), cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                return null;
            }

            end += read;
        }
    }
}
