using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Samantha.Engine.Gguf;

/// <summary>
/// Reads the keys and values of a header: every type, count and length checked, long ones summarised, no key twice.
/// </summary>
internal static class GgufMetadataReader
{
    public const string TokensKey = "tokenizer.ggml.tokens";

    /// <summary>Enough of the first tokens to show them.</summary>
    private const int KeptTokenBytes = 64;

    public static ImmutableArray<KeyValuePair<string, GgufValue>> Read(GgufSource source, ulong count)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, GgufValue>>();
        HashSet<string> keys = new(StringComparer.Ordinal);
        for (ulong i = 0; i < count; i++)
        {
            source.Place = $"metadata entry {i + 1} of {count}";
            string key = source.ReadShortString(source.Limits.KeyBytesMax, "the key");
            source.Place = $"metadata entry {i + 1} of {count} ({Quoted(key)})";
            if (key.Length == 0)
            {
                throw source.Problem(GgufProblem.MalformedMetadata, "the key is empty");
            }

            if (!keys.Add(key))
            {
                throw source.Problem(GgufProblem.MalformedMetadata, "the key occurs twice");
            }

            entries.Add(new(key, ReadValue(source, key)));
        }

        return entries.ToImmutable();
    }

    /// <summary>A name from the file for a message: short, and without control characters.</summary>
    public static string Quoted(string text)
    {
        const int CharactersMax = 80;
        string shortened = text.Length > CharactersMax ? text[..CharactersMax] + "..." : text;
        return $"'{string.Concat(shortened.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))}'";
    }

    private static GgufValue ReadValue(GgufSource source, string key)
    {
        GgufValueType type = ReadType(source);
        return type switch
        {
            GgufValueType.Array => ReadArray(source, key),
            GgufValueType.Text => source.ReadText(),
            _ => ReadScalar(source, type),
        };
    }

    private static GgufValueType ReadType(GgufSource source)
    {
        uint number = source.ReadUInt32();
        return number <= (uint)GgufValueType.F64
            ? (GgufValueType)number
            : throw source.Problem(GgufProblem.MalformedMetadata, $"the value type {number} does not exist (0 to 12 do)");
    }

    private static GgufArray ReadArray(GgufSource source, string key)
    {
        GgufValueType type = ReadType(source);
        if (type == GgufValueType.Array)
        {
            throw source.Problem(GgufProblem.MalformedMetadata, "an array of arrays is not supported");
        }

        ulong count = source.ReadUInt64();
        if (count > (ulong)source.Limits.ArrayElementsMax)
        {
            throw source.Problem(
                GgufProblem.LimitExceeded,
                $"the array has {count} elements; at most {source.Limits.ArrayElementsMax} are allowed");
        }

        if (type == GgufValueType.Text)
        {
            return key == TokensKey ? ReadTokens(source, (int)count) : ReadTexts(source, (int)count);
        }

        return ReadScalars(source, key, type, (int)count);
    }

    private static GgufArray ReadScalars(GgufSource source, string key, GgufValueType type, int count)
    {
        // Values per layer are needed as a whole for the checks and the memory estimate; they are few.
        int numbersKept = count <= GgufModelRules.LayersMax && IsInteger(type) && GgufModelRules.IsPerLayer(key) ? count : 0;
        int valuesRead = Math.Max(Math.Min(count, source.Limits.KeptArrayElements), numbersKept);
        var first = ImmutableArray.CreateBuilder<GgufValue>();
        var numbers = ImmutableArray.CreateBuilder<Int128>();
        for (int i = 0; i < valuesRead; i++)
        {
            GgufValue value = ReadScalar(source, type);
            if (i < source.Limits.KeptArrayElements)
            {
                first.Add(value);
            }

            if (i < numbersKept)
            {
                numbers.Add(((GgufInteger)value).Value);
            }
        }

        source.Skip((ulong)(count - valuesRead) * (ulong)SizeOf(type));
        return new GgufArray(type, count, first.ToImmutable()) { Numbers = numbers.ToImmutable() };
    }

    private static GgufArray ReadTexts(GgufSource source, int count)
    {
        var first = ImmutableArray.CreateBuilder<GgufValue>();
        for (int i = 0; i < count; i++)
        {
            if (i < source.Limits.KeptArrayElements)
            {
                first.Add(source.ReadText());
            }
            else
            {
                source.Skip((ulong)source.ReadStringLength());
            }
        }

        return new GgufArray(GgufValueType.Text, count, first.ToImmutable());
    }

    /// <summary>
    /// The vocabulary: llama.cpp aborts the process when a token's text occurs twice, so that is looked for here.
    /// </summary>
    private static GgufArray ReadTokens(GgufSource source, int count)
    {
        if (count > source.Limits.VocabularyTokensMax)
        {
            throw source.Problem(
                GgufProblem.LimitExceeded,
                $"the vocabulary has {count} tokens; at most {source.Limits.VocabularyTokensMax} are allowed");
        }

        // No more room than the rest of the file can fill: each token takes 8 bytes at least.
        GgufHashSet seen = new((int)Math.Min(count, source.Remaining / sizeof(ulong)));
        var first = ImmutableArray.CreateBuilder<GgufValue>();
        Span<byte> beginning = stackalloc byte[KeptTokenBytes];
        for (int i = 0; i < count; i++)
        {
            bool isKept = i < source.Limits.KeptArrayElements;
            ulong hash = source.ReadStringHash(isKept ? beginning : [], out int length);
            if (isKept)
            {
                string text = Encoding.UTF8.GetString(beginning[..Math.Min(length, KeptTokenBytes)]);
                first.Add(new GgufText(text, length, length > KeptTokenBytes));
            }

            if (length > source.Limits.TokenBytesMax)
            {
                throw source.Problem(
                    GgufProblem.LimitExceeded, $"token {i} has {length} bytes; at most {source.Limits.TokenBytesMax} are allowed");
            }

            // An empty text gets a name of its own from llama.cpp, so several of them do no harm.
            if (length > 0 && !seen.Add(hash))
            {
                throw source.Problem(
                    GgufProblem.MalformedVocabulary,
                    $"token {i} has the same text as an earlier one, which llama.cpp cannot load");
            }
        }

        return new GgufArray(GgufValueType.Text, count, first.ToImmutable());
    }

    private static GgufValue ReadScalar(GgufSource source, GgufValueType type)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes = bytes[..SizeOf(type)];
        source.ReadBytes(bytes);
        return type switch
        {
            GgufValueType.U8 => new GgufInteger(type, bytes[0]),
            GgufValueType.I8 => new GgufInteger(type, (sbyte)bytes[0]),
            GgufValueType.U16 => new GgufInteger(type, BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
            GgufValueType.I16 => new GgufInteger(type, BinaryPrimitives.ReadInt16LittleEndian(bytes)),
            GgufValueType.U32 => new GgufInteger(type, BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
            GgufValueType.I32 => new GgufInteger(type, BinaryPrimitives.ReadInt32LittleEndian(bytes)),
            GgufValueType.U64 => new GgufInteger(type, BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
            GgufValueType.I64 => new GgufInteger(type, BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            GgufValueType.F32 => new GgufFloat(type, BinaryPrimitives.ReadSingleLittleEndian(bytes)),
            GgufValueType.F64 => new GgufFloat(type, BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
            _ => new GgufBool(bytes[0] != 0),
        };
    }

    private static bool IsInteger(GgufValueType type) =>
        type is not (GgufValueType.F32 or GgufValueType.F64 or GgufValueType.Bool or GgufValueType.Text or GgufValueType.Array);

    private static int SizeOf(GgufValueType type) => type switch
    {
        GgufValueType.U8 or GgufValueType.I8 or GgufValueType.Bool => 1,
        GgufValueType.U16 or GgufValueType.I16 => 2,
        GgufValueType.U32 or GgufValueType.I32 or GgufValueType.F32 => 4,
        _ => 8,
    };
}
