namespace Samantha.Engine.Gguf;

/// <summary>The sums over all tensors that the rest needs.</summary>
internal sealed record GgufTensorTable(
    int Count, long Parameters, long Bytes, long RepackableBytes, string MainTypeName, long DataOffset)
{
    private const int DimensionsMax = 4;

    /// <summary>
    /// Reads the tensor list and checks it the way llama.cpp lays tensors out: in order, without gaps, inside the file.
    /// </summary>
    public static GgufTensorTable Read(GgufSource source, ulong count, int alignmentBytes)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        Dictionary<string, long> bytesByType = [];
        long parameters = 0;
        long bytes = 0;
        long repackable = 0;
        long offset = 0;
        long end = 0;
        for (ulong i = 0; i < count; i++)
        {
            source.Place = $"tensor {i + 1} of {count}";
            string name = source.ReadShortString(source.Limits.TensorNameBytesMax, "the name");
            source.Place = $"tensor {i + 1} of {count} ({GgufMetadataReader.Quoted(name)})";
            if (!names.Add(name))
            {
                throw source.Problem(GgufProblem.MalformedTensor, "the name occurs twice");
            }

            (long values, long size, GgufTensorType type, bool isMatrix) = ReadShape(source);
            ulong declaredOffset = source.ReadUInt64();
            if (declaredOffset != (ulong)offset)
            {
                throw source.Problem(
                    GgufProblem.MalformedTensor,
                    $"its data is at offset {declaredOffset}, but must follow the tensor before at {offset}");
            }

            try
            {
                parameters = checked(parameters + values);
                bytes = checked(bytes + size);
                end = checked(offset + size);
                offset = Aligned(end, alignmentBytes);
            }
            catch (OverflowException)
            {
                throw source.Problem(GgufProblem.MalformedTensor, "the tensors together are larger than any file");
            }

            repackable += type.IsRepackable && isMatrix && name != "token_embd.weight" ? size : 0;
            bytesByType[type.Name] = bytesByType.GetValueOrDefault(type.Name) + size;
        }

        long dataOffset = CheckDataIsThere(source, count, end, alignmentBytes);
        string mainType = bytesByType.Count == 0 ? "none" : bytesByType.MaxBy(pair => pair.Value).Key;
        return new GgufTensorTable((int)count, parameters, bytes, repackable, mainType, dataOffset);
    }

    private static (long Values, long Bytes, GgufTensorType Type, bool IsMatrix) ReadShape(GgufSource source)
    {
        uint dimensions = source.ReadUInt32();
        if (dimensions > DimensionsMax)
        {
            throw source.Problem(
                GgufProblem.MalformedTensor, $"it has {dimensions} dimensions; at most {DimensionsMax} are possible");
        }

        long values = 1;
        long rowValues = 1;
        for (uint i = 0; i < dimensions; i++)
        {
            ulong length = source.ReadUInt64();
            if (length is 0 or > long.MaxValue || values > long.MaxValue / (long)length)
            {
                throw source.Problem(GgufProblem.MalformedTensor, $"its dimension {i + 1} of {length} values is not possible");
            }

            values *= (long)length;
            rowValues = i == 0 ? (long)length : rowValues;
        }

        GgufTensorType type = ReadType(source);
        if (rowValues % type.BlockValues != 0)
        {
            throw source.Problem(
                GgufProblem.MalformedTensor,
                $"its rows of {rowValues} values are no multiple of {type.BlockValues}, as {type.Name} needs");
        }

        try
        {
            return (values, type.Bytes(values), type, dimensions >= 2);
        }
        catch (OverflowException)
        {
            throw source.Problem(GgufProblem.MalformedTensor, $"its {values} values are larger than any file");
        }
    }

    private static GgufTensorType ReadType(GgufSource source)
    {
        uint number = source.ReadUInt32();
        if (GgufTensorType.Find(number) is GgufTensorType type)
        {
            return type;
        }

        throw source.Problem(GgufProblem.MalformedTensor, GgufTensorType.WasRemoved(number)
            ? $"its type {number} was removed from llama.cpp; get a newer conversion of the model"
            : $"its type {number} is not known to llama.cpp 0.4; the file is damaged or newer than this program");
    }

    private static long CheckDataIsThere(GgufSource source, ulong count, long dataBytes, int alignmentBytes)
    {
        source.Place = "the tensor data";
        if (count == 0)
        {
            return source.Position;
        }

        long start = Aligned(source.Position, alignmentBytes);
        if (dataBytes > source.Length - start)
        {
            throw source.Problem(
                GgufProblem.TruncatedData,
                $"{(Int128)start + dataBytes - source.Length} of {(Int128)start + dataBytes} bytes are missing; fetch it again");
        }

        return start;
    }

    private static long Aligned(long offset, int alignmentBytes) =>
        checked(offset + alignmentBytes - 1) / alignmentBytes * alignmentBytes;
}
