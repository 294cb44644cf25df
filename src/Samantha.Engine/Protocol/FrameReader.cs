using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Samantha.Engine.Protocol;

/// <summary>
/// Reads frames: four bytes of length (little endian), then that many bytes of UTF-8 JSON. One reader per stream, one
/// call at a time.
/// Memory grows with the bytes that really arrive, not with the length that is claimed.
/// </summary>
public sealed class FrameReader(Stream stream, int frameBytesMax = EngineProtocol.HelloBytesMax)
{
    private const int FirstBufferBytes = 16 * 1024;
    private const int KeptBufferBytes = 256 * 1024;

    private byte[] _buffer = new byte[FirstBufferBytes];

    /// <summary>Larger frames are refused. Raised once the other side has introduced itself.</summary>
    public int FrameBytesMax { get; set; } = frameBytesMax;

    /// <summary>The next frame's bytes, valid until the next call; null when the stream ended between two frames.</summary>
    /// <exception cref="FrameException">Empty, oversize or truncated frame.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken ct)
    {
        if (_buffer.Length > KeptBufferBytes)
        {
            _buffer = new byte[FirstBufferBytes];
        }

        int header = await FillAsync(0, sizeof(int), ct).ConfigureAwait(false);
        if (header == 0)
        {
            return null;
        }

        if (header < sizeof(int))
        {
            throw new FrameException($"the stream ended inside a frame's length ({header} of 4 bytes)") { Truncated = true };
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(_buffer);
        if (length == 0 || length > (uint)FrameBytesMax)
        {
            throw new FrameException($"a frame of {length} bytes is not between 1 and {FrameBytesMax}");
        }

        int have = 0;
        while (have < (int)length)
        {
            int upTo = Math.Min((int)length, Math.Max(FirstBufferBytes, have * 2));
            if (_buffer.Length < upTo)
            {
                Array.Resize(ref _buffer, upTo);
            }

            int read = await FillAsync(have, upTo - have, ct).ConfigureAwait(false);
            have += read;
            if (have < upTo)
            {
                throw new FrameException($"the stream ended inside a frame ({have} of {length} bytes)") { Truncated = true };
            }
        }

        return _buffer.AsMemory(0, (int)length);
    }

    /// <summary>The next message; null at the end of the stream.</summary>
    /// <exception cref="FrameException">Not a frame, or not a message that this version knows.</exception>
    public async ValueTask<T?> ReadAsync<T>(JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        ReadOnlyMemory<byte>? frame = await ReadAsync(ct).ConfigureAwait(false);
        return frame is { } bytes ? Parse(bytes.Span, type) : null;
    }

    public static T Parse<T>(ReadOnlySpan<byte> frame, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(frame, type) ?? throw new FrameException("a frame holds null");
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or ArgumentException or FormatException)
        {
            throw new FrameException(
                $"a frame is not a message of protocol {EngineProtocol.Version}: {Shorten(problem.Message)}", problem);
        }
    }

    private static string Shorten(string text) => text.Length <= 200 ? text : string.Concat(text.AsSpan(0, 200), "…");

    private async ValueTask<int> FillAsync(int offset, int count, CancellationToken ct) =>
        await stream.ReadAtLeastAsync(_buffer.AsMemory(offset, count), count, throwOnEndOfStream: false, ct)
            .ConfigureAwait(false);
}
