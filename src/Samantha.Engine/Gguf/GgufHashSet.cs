using System.Numerics;

namespace Samantha.Engine.Gguf;

/// <summary>
/// A set of 64-bit hashes of fixed room: 16 bytes for each, so that the largest vocabulary takes 32 MB and not more.
/// </summary>
internal sealed class GgufHashSet
{
    private readonly ulong[] _slots;
    private bool _hasZero;

    public GgufHashSet(int capacity) => _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 1) * 2)];

    /// <summary>False when the hash is there already. At most the capacity may be added.</summary>
    public bool Add(ulong hash)
    {
        if (hash == 0)
        {
            bool isNew = !_hasZero;
            _hasZero = true;
            return isNew;
        }

        int mask = _slots.Length - 1;
        for (int slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            if (_slots[slot] == hash)
            {
                return false;
            }

            if (_slots[slot] == 0)
            {
                _slots[slot] = hash;
                return true;
            }
        }
    }
}
