namespace Samantha.Chains.Reports;

/// <summary>
/// Collects how much was decoded when, in a bounded number of slices: when time goes on beyond the last one, the slices become
/// twice as long. Plain data for one owner.
/// </summary>
internal sealed class SpeedSlices
{
    /// <summary>One row of a terminal, with room for words.</summary>
    private const int SlicesMax = 60;

    private readonly double[] _tokens = new double[SlicesMax];
    private readonly double[] _seconds = new double[SlicesMax];
    private double _slice = 1;

    /// <param name="endSeconds">Running time when the response was complete.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="decodeSeconds">How long they took.</param>
    public void Add(double endSeconds, long tokens, double decodeSeconds)
    {
        if (tokens <= 0 || !(decodeSeconds > 0) || !double.IsFinite(decodeSeconds) || !double.IsFinite(endSeconds))
        {
            return;
        }

        double end = Math.Max(endSeconds, 0), start = Math.Max(0, end - decodeSeconds);
        while (end > _slice * SlicesMax)
        {
            Halve();
        }

        if (end <= start)
        {
            Put(Index(end), tokens, decodeSeconds);
            return;
        }

        for (int at = Index(start); at <= Index(end); at++)
        {
            double part = (Math.Min(end, (at + 1) * _slice) - Math.Max(start, at * _slice)) / (end - start);
            if (part > 0)
            {
                Put(at, tokens * part, decodeSeconds * part);
            }
        }
    }

    public SpeedOverTime Build()
    {
        int count = Array.FindLastIndex(_seconds, seconds => seconds > 0) + 1;
        return new SpeedOverTime(TimeSpan.FromSeconds(_slice),
            [.. Enumerable.Range(0, count).Select(at => _seconds[at] > 0 ? _tokens[at] / _seconds[at] : (double?)null)]);
    }

    private int Index(double seconds) => Math.Min(SlicesMax - 1, (int)(seconds / _slice));

    private void Put(int at, double tokens, double seconds)
    {
        _tokens[at] += tokens;
        _seconds[at] += seconds;
    }

    private void Halve()
    {
        for (int at = 0; at < SlicesMax; at++)
        {
            int from = at * 2;
            _tokens[at] = from < SlicesMax ? _tokens[from] + _tokens[from + 1] : 0;
            _seconds[at] = from < SlicesMax ? _seconds[from] + _seconds[from + 1] : 0;
        }

        _slice *= 2;
    }
}
