using System.Buffers.Binary;
using System.Text;

namespace Samantha.Engine.Gguf;

/// <summary>
/// The bytes of a header, read forward through a small buffer. Knows how long the file is, so that every length in it is checked
/// before anything is read or allocated; says where reading stood when the file ends.
/// </summary>
internal sealed class GgufSource
{
    private const int BufferBytes = 64 << 10;

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;

    public GgufSource(Stream stream, long length, string path, GgufLimits limits)
    {
        _stream = stream;
        Length = length;
        Path = path;
        Limits = limits;
    }

    public string Path { get; }

    public GgufLimits Limits { get; }

    public long Length { get; }

    public long Position { get; private set; }

    public long Remaining => Length - Position;

    /// <summary>What is being read, for messages: "metadata entry 3 of 25".</summary>
    public string Place { get; set; } = "the header";

    private long StringBytesTotal { get; set; }

    private long KeptStringBytesTotal { get; set; }

    public GgufException Problem(GgufProblem kind, string text) => new(kind, $"{Path}: {Place}: {text}");

    public byte ReadByte()
    {
        Require(1);
        if (_start == _end)
        {
            Refill();
        }

        Position++;
        return _buffer[_start++];
    }

    public uint ReadUInt32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        ReadBytes(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    public ulong ReadUInt64()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        ReadBytes(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    public void ReadBytes(Span<byte> bytes)
    {
        Require((ulong)bytes.Length);
        while (bytes.Length > 0)
        {
            if (_start == _end)
            {
                Refill();
            }

            int count = Math.Min(bytes.Length, _end - _start);
            _buffer.AsSpan(_start, count).CopyTo(bytes);
            Advance(count);
            bytes = bytes[count..];
        }
    }

    public void Skip(ulong count)
    {
        Require(count);
        long left = (long)count;
        int buffered = (int)Math.Min(left, _end - _start);
        Advance(buffered);
        left -= buffered;
        if (left > 0)
        {
            _stream.Seek(left, SeekOrigin.Current);
            Position += left;
        }
    }

    /// <summary>Reads the length in front of a string and checks it against the file and the sum of all strings.</summary>
    public int ReadStringLength()
    {
        ulong length = ReadUInt64();
        Require(length);
        StringBytesTotal += (long)length;
        if (StringBytesTotal > Limits.StringBytesTotalMax)
        {
            throw Problem(
                GgufProblem.LimitExceeded,
                $"the texts of the header take more than {Limits.StringBytesTotalMax} bytes");
        }

        return (int)length;
    }

    /// <summary>A string that must be short, like a key or a name.</summary>
    public string ReadShortString(int bytesMax, string what)
    {
        int length = ReadStringLength();
        if (length > bytesMax)
        {
            throw Problem(GgufProblem.LimitExceeded, $"{what} has {length} bytes; at most {bytesMax} are allowed");
        }

        Span<byte> bytes = stackalloc byte[length];
        ReadBytes(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>A string of any length; its beginning is kept as far as the limits allow.</summary>
    public GgufText ReadText()
    {
        int length = ReadStringLength();
        int kept = (int)Math.Min(
            Math.Min(length, Limits.KeptStringBytesMax), Limits.KeptStringBytesTotalMax - KeptStringBytesTotal);
        KeptStringBytesTotal += kept;
        byte[] bytes = new byte[kept];
        ReadBytes(bytes);
        Skip((ulong)(length - kept));
        int whole = kept < length ? WithoutCutCharacter(bytes) : kept;
        return new GgufText(Encoding.UTF8.GetString(bytes, 0, whole), length, kept < length);
    }

    /// <summary>
    /// A hash of a string's bytes (FNV-1a with a final mix; 64 bits); of the string itself only the beginning is kept.
    /// </summary>
    /// <param name="kept">Room for the beginning.</param>
    /// <param name="length">Length of the whole string in bytes.</param>
    public ulong ReadStringHash(Span<byte> kept, out int length)
    {
        const ulong Offset = 14695981039346656037;
        const ulong Prime = 1099511628211;
        length = ReadStringLength();
        ulong hash = Offset;
        int left = length;
        while (left > 0)
        {
            if (_start == _end)
            {
                Refill();
            }

            int count = Math.Min(left, _end - _start);
            ReadOnlySpan<byte> bytes = _buffer.AsSpan(_start, count);
            int keptNow = Math.Min(kept.Length, count);
            bytes[..keptNow].CopyTo(kept);
            kept = kept[keptNow..];
            foreach (byte value in bytes)
            {
                hash = (hash ^ value) * Prime;
            }

            Advance(count);
            left -= count;
        }

        hash ^= hash >> 32;
        hash *= 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }

    private void Require(ulong count)
    {
        if (count > (ulong)Remaining)
        {
            string missing = count > long.MaxValue ? "far more bytes" : $"{(long)count - Remaining} more bytes";
            throw Problem(
                GgufProblem.TruncatedHeader,
                $"the file ends inside its header (at byte {Length}, {missing} are announced); fetch it again");
        }
    }

    private void Refill()
    {
        _start = 0;
        _end = _stream.Read(_buffer);
        if (_end == 0)
        {
            throw Problem(GgufProblem.ReadFailed, $"the file became shorter while it was read (at byte {Position} of {Length})");
        }
    }

    private void Advance(int count)
    {
        _start += count;
        Position += count;
    }

    /// <summary>Length of the bytes without a UTF-8 sequence that the cut split.</summary>
    private static int WithoutCutCharacter(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.Length;
        int lead = end - 1;
        while (lead > 0 && lead > end - 4 && (bytes[lead] & 0xC0) == 0x80)
        {
            lead--;
        }

        return lead >= 0 && bytes[lead] >= 0xC0 ? lead : end;
    }
}
