using Microsoft.Win32.SafeHandles;

namespace Samantha.Host.Terminal;

/// <summary>
/// Standard output, with failures told apart from those of other files. After the first failure it swallows everything: what is
/// still buffered has nowhere to go.
/// </summary>
internal sealed class OutputStream : Stream
{
    private const int StandardOutputHandle = 1;

    private readonly Stream _inner;
    private bool _isClosed;

    private OutputStream(Stream inner) => _inner = inner;

    public static OutputStream Open()
    {
        if (!OperatingSystem.IsWindows() && Console.IsOutputRedirected)
        {
            // The runtime's own stream hides a broken pipe. A file stream tells of it, but it writes at positions of its own,
            // which
            // is wrong for a file that standard error goes to as well.
            var pipe =
                new FileStream(new SafeFileHandle(StandardOutputHandle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek)
            {
                return new OutputStream(pipe);
            }
        }

        return new OutputStream(Console.OpenStandardOutput());
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_isClosed)
        {
            return;
        }

        try
        {
            _inner.Write(buffer);
        }
        catch (IOException e)
        {
            _isClosed = true;
            throw new OutputClosedException(e);
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
