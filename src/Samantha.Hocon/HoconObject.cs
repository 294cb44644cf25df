using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Samantha.Hocon;

/// <summary>
/// Keys with values, in the order in which the keys first appeared. Lookup by dotted path; merging with a fallback.
/// </summary>
public sealed class HoconObject : HoconNode
{
    private readonly Dictionary<string, HoconNode> _byKey;

    public HoconObject(HoconPosition position, ImmutableArray<HoconMember> members)
        : base(position)
    {
        Members = members;
        _byKey = new Dictionary<string, HoconNode>(members.Length, StringComparer.Ordinal);
        foreach (var member in members)
        {
            _byKey.Add(member.Key, member.Value);
        }
    }

    public ImmutableArray<HoconMember> Members { get; }

    public override string Kind => "an object";

    public bool IsEmpty => Members.IsEmpty;

    public static HoconObject Empty(string sourceName = "") => new(new HoconPosition(sourceName, 1, 1), []);

    /// <summary>The value of a key of this object itself; dots are not special here.</summary>
    public bool TryGetMember(string key, [NotNullWhen(true)] out HoconNode? value) => _byKey.TryGetValue(key, out value);

    /// <summary>The value at a dotted path; a key that holds a dot itself is quoted: <c>a."b.c".d</c>.</summary>
    /// <exception cref="FormatException">The path is not well formed.</exception>
    public bool TryGet(string path, [NotNullWhen(true)] out HoconNode? value) => TryGet(HoconPath.Split(path), out value);

    /// <summary>The value at a path given as its keys.</summary>
    public bool TryGet(ImmutableArray<string> keys, [NotNullWhen(true)] out HoconNode? value)
    {
        HoconNode current = this;
        foreach (var key in keys)
        {
            if (current is not HoconObject parent || !parent._byKey.TryGetValue(key, out var next))
            {
                value = null;
                return false;
            }

            current = next;
        }

        value = current;
        return true;
    }

    /// <summary>This object wins; objects under the same key are merged deeply, everything else is replaced as a whole.</summary>
    public HoconObject WithFallback(HoconObject fallback)
    {
        var merged = ImmutableArray.CreateBuilder<HoconMember>(Members.Length + fallback.Members.Length);
        foreach (var (key, own) in Members)
        {
            var value = own is HoconObject ownObject && fallback.TryGetMember(key, out var other)
                && other is HoconObject otherObject
                ? ownObject.WithFallback(otherObject)
                : own;
            merged.Add(new HoconMember(key, value));
        }

        foreach (var member in fallback.Members)
        {
            if (!_byKey.ContainsKey(member.Key))
            {
                merged.Add(member);
            }
        }

        return new HoconObject(Position, merged.ToImmutable());
    }
}
