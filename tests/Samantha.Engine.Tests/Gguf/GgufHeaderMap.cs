using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Samantha.Engine.Tests.Gguf;

/// <summary>
/// Where a valid header has its numbers, and where its metadata entries begin and end. Of long arrays only the first elements.
/// </summary>
internal sealed record GgufHeaderMap(ImmutableArray<(int At, int Width)> Numbers, ImmutableArray<(int Start, int End)> Entries)
{
    public const int TensorCountAt = 8;
    public const int EntryCountAt = 16;
    private const int EntriesAt = 24;
    private const int TextType = 8;
    private const int ArrayType = 9;
    private const int MappedElementsMax = 16;

    public static GgufHeaderMap Of(byte[] header)
    {
        Scan scan = new(header);
        return scan.Run();
    }

    public static ulong Number(byte[] bytes, int at, int width) => width switch
    {
        1 => bytes[at],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at)),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)),
    };

    private static int SizeOf(int type) => type switch
    {
        0 or 1 or 7 => 1,
        2 or 3 => 2,
        4 or 5 or 6 => 4,
        _ => 8,
    };

    private sealed class Scan(byte[] header)
    {
        private readonly List<(int, int)> _numbers = [(4, 4), (TensorCountAt, 8), (EntryCountAt, 8)];
        private readonly List<(int, int)> _entries = [];
        private int _at = EntriesAt;

        public GgufHeaderMap Run()
        {
            int tensors = (int)Number(header, TensorCountAt, 8), entries = (int)Number(header, EntryCountAt, 8);
            for (int i = 0; i < entries; i++)
            {
                int start = _at;
                Text(isMapped: true);
                int type = (int)Take(4, isMapped: true);
                if (type == ArrayType)
                {
                    Array();
                }
                else
                {
                    Value(type, isMapped: true);
                }

                _entries.Add((start, _at));
            }

            for (int i = 0; i < tensors; i++)
            {
                Text(isMapped: true);
                int dimensions = (int)Take(4, isMapped: true);
                for (int d = 0; d < dimensions; d++)
                {
                    Take(8, isMapped: true);
                }

                Take(4, isMapped: true);
                Take(8, isMapped: true);
            }

            return new GgufHeaderMap([.. _numbers], [.. _entries]);
        }

        private void Array()
        {
            int type = (int)Take(4, isMapped: true);
            int count = (int)Take(8, isMapped: true);
            for (int i = 0; i < count; i++)
            {
                Value(type, isMapped: i < MappedElementsMax);
            }
        }

        private void Value(int type, bool isMapped)
        {
            if (type == TextType)
            {
                Text(isMapped);
            }
            else
            {
                Take(SizeOf(type), isMapped);
            }
        }

        private void Text(bool isMapped)
        {
            int length = (int)Take(8, isMapped);
            _at += length;
        }

        private ulong Take(int width, bool isMapped)
        {
            if (isMapped)
            {
                _numbers.Add((_at, width));
            }

            ulong number = Number(header, _at, width);
            _at += width;
            return number;
        }
    }
}
