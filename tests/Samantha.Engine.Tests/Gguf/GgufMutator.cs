using System.Buffers.Binary;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Tests.Gguf;

/// <summary>
/// Changes a valid header, by seed: bytes and bits anywhere, but mostly where the format has numbers (counts, lengths, types,
/// dimensions, offsets), whole entries left out, doubled or exchanged, and the file cut. The benchmark uses it too.
/// </summary>
internal sealed class GgufMutator
{
    /// <summary>Numbers that code forgets: around zero, around the borders of the integer types, and plausible sizes.</summary>
    private static readonly ulong[] Interesting =
    [
        0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 13, 31, 32, 33, 63, 64, 255, 256, 512, 513, 4_096, 4_097, 65_535, 65_536, 1 << 20,
        int.MaxValue - 1, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32, 1UL << 33, 1UL << 60, 1UL << 61, 1UL << 62,
        long.MaxValue, 1UL << 63, ulong.MaxValue - 31, ulong.MaxValue - 7, ulong.MaxValue,
    ];

    private readonly byte[] _original;
    private readonly GgufHeaderMap _map;

    public GgufMutator(byte[] header)
    {
        _original = header;
        _map = GgufHeaderMap.Of(header);
    }

    public byte[] Mutated(ulong seed)
    {
        SamplingRandom random = new(seed);
        byte[] bytes = (byte[])_original.Clone();
        int changes = 1 + (int)(random.NextUInt64() % 3);
        for (int i = 0; i < changes && bytes.Length > 0; i++)
        {
            bytes = Changed(bytes, random);
        }

        return bytes;
    }

    private byte[] Changed(byte[] bytes, SamplingRandom random)
    {
        switch (random.NextUInt64() % 12)
        {
            case 0:
                int flipped = At(random, bytes.Length);
                bytes[flipped] ^= (byte)(1 << (int)(random.NextUInt64() % 8));
                return bytes;
            case 1:
                bytes[At(random, bytes.Length)] = (byte)random.NextUInt64();
                return bytes;
            case 2:
                return Copied(bytes, random);
            case 3 when random.NextUInt64() % 3 == 0:
                return bytes[..At(random, bytes.Length)];
            case 4:
                return Rearranged(bytes, random);
            case 5 when _map.Numbers.Length > 0:
                return WithNumber(bytes, random, number => number + (random.NextUInt64() % 2 == 0 ? 1UL : ulong.MaxValue));
            case 6 when _map.Numbers.Length > 0:
                // A number of another place, as after a lost byte.
                (int from, int width) = _map.Numbers[At(random, _map.Numbers.Length)];
                return WithNumber(bytes, random, _ => GgufHeaderMap.Number(_original, from, width));
            default:
                return WithNumber(bytes, random, _ => Interesting[random.NextUInt64() % (ulong)Interesting.Length]);
        }
    }

    private byte[] WithNumber(byte[] bytes, SamplingRandom random, Func<ulong, ulong> change)
    {
        (int at, int width) = _map.Numbers[At(random, _map.Numbers.Length)];
        if (at + width <= bytes.Length)
        {
            Span<byte> number = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(number, change(GgufHeaderMap.Number(bytes, at, width)));
            number[..width].CopyTo(bytes.AsSpan(at));
        }

        return bytes;
    }

    private static byte[] Copied(byte[] bytes, SamplingRandom random)
    {
        int from = At(random, bytes.Length), to = At(random, bytes.Length);
        int length = Math.Min(1 + At(random, 40), bytes.Length - Math.Max(from, to));
        bytes.AsSpan(from, length).ToArray().CopyTo(bytes, to);
        return bytes;
    }

    /// <summary>Entries keep being well-formed: what is behind the first checks has to be reached.</summary>
    private byte[] Rearranged(byte[] bytes, SamplingRandom random)
    {
        if (bytes.Length != _original.Length || _map.Entries.Length < 2)
        {
            return bytes;
        }

        (int first, int firstEnd) = _map.Entries[At(random, _map.Entries.Length)];
        (int second, int secondEnd) = _map.Entries[At(random, _map.Entries.Length)];
        if (first > second)
        {
            (first, firstEnd, second, secondEnd) = (second, secondEnd, first, firstEnd);
        }

        return (random.NextUInt64() % 3, first == second) switch
        {
            (0, false) => [.. bytes[..first], .. bytes[second..secondEnd], .. bytes[firstEnd..second],
                .. bytes[first..firstEnd], .. bytes[secondEnd..]],
            (1, _) => WithCount([.. bytes[..first], .. bytes[firstEnd..]], -1),
            _ => WithCount([.. bytes[..firstEnd], .. bytes[first..firstEnd], .. bytes[firstEnd..]], 1),
        };
    }

    private static byte[] WithCount(byte[] bytes, int more)
    {
        Span<byte> count = bytes.AsSpan(GgufHeaderMap.EntryCountAt, sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(count, BinaryPrimitives.ReadUInt64LittleEndian(count) + (ulong)more);
        return bytes;
    }

    private static int At(SamplingRandom random, int count) => (int)(random.NextUInt64() % (ulong)count);
}
