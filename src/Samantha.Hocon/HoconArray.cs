using System.Collections.Immutable;

namespace Samantha.Hocon;

/// <summary>A list of values, in order. A fallback replaces it as a whole, it is never merged.</summary>
public sealed class HoconArray : HoconNode
{
    public HoconArray(HoconPosition position, ImmutableArray<HoconNode> items)
        : base(position) => Items = items;

    public ImmutableArray<HoconNode> Items { get; }

    public override string Kind => "a list";
}
