using System.Buffers.Binary;
using System.Text;
using Samantha.Engine.Gguf;

namespace Samantha.Engine.Tests.Gguf;

/// <summary>
/// Writes GGUF files: valid ones by default, and malformed ones where a test overrides a number. Tensor data is streamed by
/// the caller. The benchmark's model generator uses it too.
/// </summary>
internal sealed class GgufWriter
{
    private readonly List<byte[]> _entries = [];
    private readonly List<Tensor> _tensors = [];
    private ulong _dataEnd;

    public uint Version { get; set; } = 3;

    public int AlignmentBytes { get; init; } = 32;

    public ulong? DeclaredEntries { get; set; }

    public ulong? DeclaredTensors { get; set; }

    private sealed record Tensor(
        string Name, uint Type, ulong[] Dimensions, ulong Offset, ulong Bytes, Action<Stream>? WriteData);

    public GgufWriter Add(string key, string value) => Entry(key, GgufValueType.Text, writer => Text(writer, value));

    public GgufWriter Add(string key, uint value) => Entry(key, GgufValueType.U32, writer => writer.Write(value));

    public GgufWriter Add(string key, int value) => Entry(key, GgufValueType.I32, writer => writer.Write(value));

    public GgufWriter Add(string key, ushort value) => Entry(key, GgufValueType.U16, writer => writer.Write(value));

    public GgufWriter Add(string key, float value) => Entry(key, GgufValueType.F32, writer => writer.Write(value));

    public GgufWriter Add(string key, ulong value) => Entry(key, GgufValueType.U64, writer => writer.Write(value));

    public GgufWriter Add(string key, bool value) => Entry(key, GgufValueType.Bool, writer => writer.Write(value));

    public GgufWriter Add(string key, IReadOnlyCollection<string> values) =>
        Array(key, GgufValueType.Text, values.Count, writer =>
    {
        foreach (string value in values)
        {
            Text(writer, value);
        }
    });

    public GgufWriter Add(string key, IReadOnlyCollection<int> values) => Array(key, GgufValueType.I32, values.Count, writer =>
    {
        foreach (int value in values)
        {
            writer.Write(value);
        }
    });

    public GgufWriter Add(string key, IReadOnlyCollection<float> values) => Array(key, GgufValueType.F32, values.Count, writer =>
    {
        foreach (float value in values)
        {
            writer.Write(value);
        }
    });

    /// <summary>An array with the header that a test wants, and whatever bytes.</summary>
    public GgufWriter AddRawArray(string key, uint elementType, ulong count, byte[] bytes) =>
        Entry(key, GgufValueType.Array, writer =>
    {
        writer.Write(elementType);
        writer.Write(count);
        writer.Write(bytes);
    });

    public GgufWriter AddRaw(string key, uint type, byte[] bytes) =>
        Entry(key, (GgufValueType)type, writer => writer.Write(bytes));

    /// <param name="name">At most 63 bytes.</param>
    /// <param name="type">Number of the type in ggml.</param>
    /// <param name="dimensions">The row length first.</param>
    /// <param name="bytes">Size of the data; zeros are written unless there is a <paramref name="writeData"/>.</param>
    /// <param name="writeData">Writes exactly that number of bytes.</param>
    /// <param name="offset">Overrides the right offset.</param>
    public GgufWriter AddTensor(
        string name, uint type, ulong[] dimensions, ulong bytes, Action<Stream>? writeData = null, ulong? offset = null)
    {
        _tensors.Add(new Tensor(name, type, dimensions, offset ?? _dataEnd, bytes, writeData));
        _dataEnd += Padded(bytes);
        return this;
    }

    public byte[] ToArray()
    {
        using MemoryStream stream = new();
        WriteTo(stream);
        return stream.ToArray();
    }

    public void WriteTo(Stream stream)
    {
        using BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write("GGUF"u8);
        writer.Write(Version);
        writer.Write(DeclaredTensors ?? (ulong)_tensors.Count);
        writer.Write(DeclaredEntries ?? (ulong)_entries.Count);
        _entries.ForEach(writer.Write);
        foreach (Tensor tensor in _tensors)
        {
            Text(writer, tensor.Name);
            writer.Write((uint)tensor.Dimensions.Length);
            foreach (ulong dimension in tensor.Dimensions)
            {
                writer.Write(dimension);
            }

            writer.Write(tensor.Type);
            writer.Write(tensor.Offset);
        }

        writer.Flush();
        if (_tensors.Count > 0)
        {
            WriteData(stream);
        }
    }

    private void WriteData(Stream stream)
    {
        ulong position = (ulong)stream.Position;
        Zeros(stream, Padded(position) - position);
        foreach (Tensor tensor in _tensors)
        {
            if (tensor.WriteData is null)
            {
                Zeros(stream, tensor.Bytes);
            }
            else
            {
                tensor.WriteData(stream);
            }

            Zeros(stream, Padded(tensor.Bytes) - tensor.Bytes);
        }
    }

    private static void Zeros(Stream stream, ulong count)
    {
        byte[] zeros = new byte[Math.Min(count, 1 << 16)];
        for (ulong left = count; left > 0; left -= (ulong)zeros.Length)
        {
            if (left < (ulong)zeros.Length)
            {
                zeros = new byte[left];
            }

            stream.Write(zeros);
        }
    }

    private ulong Padded(ulong bytes) => (bytes + (ulong)AlignmentBytes - 1) / (ulong)AlignmentBytes * (ulong)AlignmentBytes;

    private GgufWriter Array(string key, GgufValueType type, int count, Action<BinaryWriter> write) =>
        Entry(key, GgufValueType.Array, writer =>
        {
            writer.Write((uint)type);
            writer.Write((ulong)count);
            write(writer);
        });

    private GgufWriter Entry(string key, GgufValueType type, Action<BinaryWriter> write)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        Text(writer, key);
        writer.Write((uint)type);
        write(writer);
        writer.Flush();
        _entries.Add(stream.ToArray());
        return this;
    }

    private static void Text(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)bytes.Length);
        writer.Write(length);
        writer.Write(bytes);
    }
}
