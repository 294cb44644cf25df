using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Samantha.Chains.Plans;

namespace Samantha.Chains.Health;

/// <summary>
/// What is remembered of a response to compare others with: the 128 smallest hashes of its pairs of neighbouring words. Up to
/// 128 pairs that is exact, beyond that an estimate with a standard error below 0.045. About 0.6 kB, whatever the response is.
/// </summary>
[JsonConverter(typeof(ResponseSketchJson))]
public sealed class ResponseSketch : IEquatable<ResponseSketch>
{
    private const int HashesMax = 128;
    private const uint Border = 0x9E3779B9;

    private readonly ImmutableArray<uint> _hashes;

    private ResponseSketch(StepPosition position, ImmutableArray<uint> hashes, int words, ulong whole, bool isCourtesy) =>
        (Position, _hashes, Words, Whole, IsCourtesy) = (position, hashes, words, whole, isCourtesy);

    public StepPosition Position { get; }

    public int Words { get; }

    /// <summary>Nothing but thanks, wishes and farewells.</summary>
    public bool IsCourtesy { get; }

    /// <summary>Of all words in order.</summary>
    internal ulong Whole { get; }

    /// <summary>As bytes in the order of this machine, for a snapshot; ascending.</summary>
    internal ReadOnlySpan<byte> HashBytes => MemoryMarshal.AsBytes(_hashes.AsSpan());

    public static ResponseSketch Of(StepPosition position, string text)
    {
        var words = WordReader.All(text);
        var hashes = new SmallestHashes(HashesMax);
        var whole = WordSigns.EmptyHash;
        ulong before = Border;
        foreach (var word in words)
        {
            whole = WordSigns.Join(whole, word.Hash);
            hashes.Add((uint)(WordSigns.Join(before, word.Hash) >> 32));
            before = word.Hash;
        }

        hashes.Add((uint)(WordSigns.Join(before, Border) >> 32));
        return new ResponseSketch(position, hashes.Sorted(), words.Count, whole, Courtesy.IsAll(text, words));
    }

    /// <summary>A sketch as it was; null when these can be no sketch's hashes.</summary>
    internal static ResponseSketch? Restored(StepPosition position, ReadOnlySpan<byte> hashBytes, int words, ulong whole, bool isCourtesy)
    {
        var hashes = MemoryMarshal.Cast<byte, uint>(hashBytes);
        if (words < 0 || hashes.Length is 0 or > HashesMax || hashes.Length * sizeof(uint) != hashBytes.Length)
        {
            return null;
        }

        for (var index = 1; index < hashes.Length; index++)
        {
            if (hashes[index - 1] >= hashes[index])
            {
                return null;
            }
        }

        return new ResponseSketch(position, [.. hashes], words, whole, isCourtesy);
    }

    /// <summary>The share of pairs of neighbouring words that both have of all that either has, 0 to 1.</summary>
    public double SimilarityTo(ResponseSketch other)
    {
        if (Words == other.Words && Whole == other.Whole)
        {
            return 1;
        }

        // Both are samples by the same rule: the smallest of the union are a sample of the union.
        var left = _hashes.AsSpan();
        var right = other._hashes.AsSpan();
        int at = 0, with = 0, common = 0, seen = 0;
        while (seen < HashesMax && at < left.Length && with < right.Length)
        {
            var (one, two) = (left[at], right[with]);
            common += one == two ? 1 : 0;
            at += one <= two ? 1 : 0;
            with += two <= one ? 1 : 0;
            seen++;
        }

        // What is left of one when the other is at its end is in the union only.
        var rest = Math.Max(left.Length - at, right.Length - with);
        seen = Math.Min(HashesMax, seen + rest);
        return seen == 0 ? 1 : (double)common / seen;
    }

    public bool Equals(ResponseSketch? other) => other is not null && Position == other.Position && Words == other.Words
        && Whole == other.Whole && IsCourtesy == other.IsCourtesy && _hashes.AsSpan().SequenceEqual(other._hashes.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as ResponseSketch);

    public override int GetHashCode() => HashCode.Combine(Position, Words, Whole);
}
