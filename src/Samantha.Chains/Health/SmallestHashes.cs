using System.Collections.Immutable;

namespace Samantha.Chains.Health;

/// <summary>The smallest different ones of many hashes, in a space of fixed size.</summary>
internal struct SmallestHashes(int max)
{
    private readonly uint[] _hashes = new uint[max * 2];
    private int _count;
    private uint _limit = uint.MaxValue;

    public void Add(uint hash)
    {
        if (hash > _limit)
        {
            return;
        }

        _hashes[_count++] = hash;
        if (_count == _hashes.Length)
        {
            Shrink();
        }
    }

    public ImmutableArray<uint> Sorted()
    {
        Shrink();
        return [.. _hashes.AsSpan(0, _count)];
    }

    private void Shrink()
    {
        var span = _hashes.AsSpan(0, _count);
        span.Sort();
        var kept = 0;
        foreach (var hash in span)
        {
            if (kept == 0 || _hashes[kept - 1] != hash)
            {
                _hashes[kept++] = hash;
            }
        }

        _count = Math.Min(kept, max);
        _limit = kept >= max ? _hashes[_count - 1] : uint.MaxValue;
    }
}
