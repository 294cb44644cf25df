namespace Samantha.Chains.Prompts;

/// <summary>
/// Turns an offset in a text into line and column in the file that it stands in. A text inside a chain file starts at its own
/// line, and its lines may have lost some indentation.
/// </summary>
internal sealed class LineMap
{
    private readonly List<int> _starts = [0];
    private readonly TextOrigin _origin;

    public LineMap(string text, TextOrigin origin)
    {
        _origin = origin;
        for (var index = text.IndexOf('\n', StringComparison.Ordinal); index >= 0; index = text.IndexOf('\n', index + 1))
        {
            _starts.Add(index + 1);
        }
    }

    public (int Line, int Column) At(int offset)
    {
        var found = _starts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        var column = offset - _starts[line] + 1;
        return _origin.Map(line, column);
    }
}
