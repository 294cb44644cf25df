namespace Samantha.Terminal.Cells;

/// <summary>
/// Numbers for grapheme clusters of several code points, so that a cell is one integer. Bounded: it is emptied between frames
/// when it has grown, and the generation tells readers that old numbers mean nothing any more.
/// </summary>
internal sealed class ClusterTable
{
    // A screen shows some hundred different clusters; more than this is a stream of ever new ones.
    internal const int ComfortableCount = 16_384;

    // One frame cannot need more: 1,000 x 1,000 cells would be a million, but then the rest is shown as a mark.
    internal const int MaxCount = 262_144;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _texts = [];

    public ClusterTable() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Generation { get; private set; }

    public string this[int number] => _texts[number];

    /// <summary>The number of a cluster, or -1 when the table is full.</summary>
    public int NumberOf(ReadOnlySpan<char> cluster)
    {
        if (_lookup.TryGetValue(cluster, out var number))
        {
            return number;
        }

        if (_texts.Count >= MaxCount)
        {
            return -1;
        }

        var text = cluster.ToString();
        _texts.Add(text);
        _numbers.Add(text, _texts.Count - 1);
        return _texts.Count - 1;
    }

    public void EmptyIfGrown()
    {
        if (_texts.Count > ComfortableCount)
        {
            _texts.Clear();
            _numbers.Clear();
            Generation++;
        }
    }
}
