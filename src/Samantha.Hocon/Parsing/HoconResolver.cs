using System.Collections.Immutable;
using System.Text;

namespace Samantha.Hocon.Parsing;

/// <summary>
/// Drafts to nodes: puts in what substitutions name, and refuses unknown paths, circles, and texts that would grow without bound.
/// Looks paths up in the same text only.
/// </summary>
internal sealed class HoconResolver
{
    private readonly ObjectDraft _root;
    private readonly Dictionary<Draft, Resolved> _done = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Draft> _underWay = new(ReferenceEqualityComparer.Instance);
    private long _expandedLength;
    private int _substitutionChain;

    private HoconResolver(ObjectDraft root) => _root = root;

    public static HoconObject Resolve(ObjectDraft root) => (HoconObject)new HoconResolver(root).Resolve(root, depth: 1).Node;

    private Resolved Resolve(Draft draft, int depth)
    {
        if (!_done.TryGetValue(draft, out var resolved))
        {
            if (!_underWay.Add(draft))
            {
                throw new HoconException(draft.Position,
                    "this value refers to itself: a substitution can not lead back to where it stands");
            }

            // One level of texts more than of blocks and lists.
            CheckDepth(draft.Position, draft is TextDraft ? depth - 1 : depth);
            resolved = draft switch
            {
                ObjectDraft made => ResolveObject(made, depth),
                ArrayDraft made => ResolveArray(made, depth),
                _ => ResolveText((TextDraft)draft, depth),
            };
            _underWay.Remove(draft);
            _done.Add(draft, resolved);
        }

        CheckDepth(draft.Position, depth + resolved.Height - 1);
        return resolved;
    }

    private Resolved ResolveObject(ObjectDraft draft, int depth)
    {
        var size = new Size(draft.Position);
        var members = ImmutableArray.CreateBuilder<HoconMember>(draft.Members.Count);
        foreach (var (key, value) in draft.Members)
        {
            members.Add(new HoconMember(key, size.Include(Resolve(value, depth + 1))));
        }

        return new Resolved(new HoconObject(draft.Position, members.ToImmutable()), size.Nodes, size.Height);
    }

    private Resolved ResolveArray(ArrayDraft draft, int depth)
    {
        var size = new Size(draft.Position);
        var items = ImmutableArray.CreateBuilder<HoconNode>(draft.Items.Count);
        foreach (var item in draft.Items)
        {
            items.Add(size.Include(Resolve(item, depth + 1)));
        }

        return new Resolved(new HoconArray(draft.Position, items.ToImmutable()), size.Nodes, size.Height);
    }

    private Resolved ResolveText(TextDraft draft, int depth)
    {
        if (!draft.HasSubstitution)
        {
            var plain = draft.Pieces.Count == 1 ? draft.Pieces[0].Text
                : string.Concat(draft.Pieces.Select(static piece => piece.Text));
            return Text(draft, plain);
        }

        if (++_substitutionChain > HoconLimits.SubstitutionChainMax)
        {
            throw new HoconException(draft.Position,
                $"more than {HoconLimits.SubstitutionChainMax} substitutions lead to each other here");
        }

        var resolved = draft.Pieces.Count == 1 ? LookUp(draft.Pieces[0], depth) : Text(draft, Concatenate(draft, depth));
        _substitutionChain--;
        return resolved;
    }

    private string Concatenate(TextDraft draft, int depth)
    {
        var text = new StringBuilder();
        foreach (var piece in draft.Pieces)
        {
            var part = piece.Text;
            if (piece.IsSubstitution)
            {
                part = LookUp(piece, depth).Node is HoconScalar scalar
                    ? scalar.Text
                    : throw new HoconException(piece.Position,
                        $"'{piece.Text}' is a block or a list and can not be joined with anything: let it stand alone");
            }

            _expandedLength += part.Length;
            if (_expandedLength > HoconLimits.ExpandedLengthMax)
            {
                throw new HoconException(piece.Position,
                    $"substitutions put together more than {HoconLimits.ExpandedLengthMax:N0} characters");
            }

            text.Append(part);
        }

        return text.ToString();
    }

    private Resolved LookUp(TextPiece substitution, int depth)
    {
        Draft current = _root;
        var keys = HoconPath.Split(substitution.Text);
        for (var index = 0; index < keys.Length; index++)
        {
            if (current is TextDraft { HasSubstitution: true })
            {
                return LookUpInResolved(substitution, Resolve(current, depth), keys[index..]);
            }

            current = (current as ObjectDraft)?.Find(keys[index]) ?? throw Unknown(substitution);
        }

        return Resolve(current, depth);
    }

    private static Resolved LookUpInResolved(TextPiece substitution, Resolved start, ImmutableArray<string> keys) =>
        start.Node is HoconObject parent && parent.TryGet(keys, out var found)
            ? new Resolved(found, start.Nodes, start.Height)
            : throw Unknown(substitution);

    private static Resolved Text(TextDraft draft, string text) =>
        new(new HoconScalar(draft.Position, text, draft.WasQuoted), Nodes: 1, Height: 0);

    private static HoconException Unknown(TextPiece substitution) => new(substitution.Position,
        $"nothing is called '{substitution.Text}' in this text (environment variables and other files are not looked at)");

    private static void CheckDepth(HoconPosition position, int depth)
    {
        if (depth > HoconLimits.DepthMax)
        {
            throw new HoconException(position, $"nested more than {HoconLimits.DepthMax} deep once substitutions are put in");
        }
    }

    /// <param name="Node">The value.</param>
    /// <param name="Nodes">How many values it holds, itself included, at least.</param>
    /// <param name="Height">How many levels of blocks and lists it has at most.</param>
    private readonly record struct Resolved(HoconNode Node, long Nodes, int Height);

    private sealed class Size(HoconPosition position)
    {
        public long Nodes { get; private set; } = 1;

        public int Height { get; private set; } = 1;

        public HoconNode Include(Resolved child)
        {
            Nodes += child.Nodes;
            Height = Math.Max(Height, child.Height + 1);
            return Nodes <= HoconLimits.NodesMax
                ? child.Node
                : throw new HoconException(position, $"more than {HoconLimits.NodesMax:N0} values once substitutions are put in");
        }
    }
}
