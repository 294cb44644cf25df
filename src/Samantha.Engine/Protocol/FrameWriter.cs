using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Samantha.Engine.Protocol;

/// <summary>
/// Writes whole frames, from any thread, one at a time; a frame above the limit is refused before a byte is written.
/// </summary>
public sealed class FrameWriter(Stream stream, int frameBytesMax = EngineProtocol.FrameBytesMax) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <exception cref="FrameException">The message does not fit into a frame; nothing was written.</exception>
    public void Write<T>(T message, JsonTypeInfo<T> type)
    {
        ReadOnlyMemory<byte> frame = Build(message, type);
        _gate.Wait();
        try
        {
            stream.Write(frame.Span);
            stream.Flush();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc cref="Write"/>
    public async Task WriteAsync<T>(T message, JsonTypeInfo<T> type, CancellationToken ct)
    {
        ReadOnlyMemory<byte> frame = Build(message, type);
        await _gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            // Not cancellable: half a frame would make the rest of the stream garbage.
            await stream.WriteAsync(frame, CancellationToken.None).ConfigureAwait(false);
            await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private ReadOnlyMemory<byte> Build<T>(T message, JsonTypeInfo<T> type)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        buffer.GetSpan(sizeof(int))[..sizeof(int)].Clear();
        buffer.Advance(sizeof(int));
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = type.Options.Encoder }))
        {
            JsonSerializer.Serialize(json, message, type);
        }

        int length = buffer.WrittenCount - sizeof(int);
        if (length > frameBytesMax)
        {
            throw new FrameException($"a message of {length} bytes is larger than the limit of {frameBytesMax}");
        }

        byte[] frame = buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)length);
        return frame;
    }
}
