namespace Samantha.Terminal.Widgets.Transcripts;

/// <summary>
/// Finds a text in a log, from a place on, upper and lower case alike, going round at the ends. Finds within lines only.
/// </summary>
public static class TranscriptSearch
{
    public static TranscriptPlace? Find(TranscriptLog log, string query, TranscriptPlace from, bool backwards)
    {
        log.BeforeReading();
        if (query.Length == 0 || log.Count == 0)
        {
            return null;
        }

        int count = log.Count;
        long first = Math.Clamp(from.Line, log.FirstNumber, log.EndNumber - 1);
        for (int step = 0; step <= count; step++)
        {
            long offset = first - log.FirstNumber + (backwards ? -step : step);
            long number = log.FirstNumber + (((offset % count) + count) % count);
            var text = log[number].Text;
            int column = step > 0 ? backwards ? text.Length : 0 : Math.Clamp(from.Column, 0, text.Length);
            int at = backwards
                ? text[..column].LastIndexOf(query, StringComparison.OrdinalIgnoreCase)
                : IndexFrom(text, query, column);
            if (at >= 0)
            {
                return new TranscriptPlace(number, at);
            }
        }

        return null;
    }

    /// <summary>Every place in one part of a line, for marking what is on the screen.</summary>
    public static IEnumerable<int> Places(TranscriptLine line, string query, int start, int end)
    {
        if (query.Length == 0)
        {
            yield break;
        }

        int at = IndexFrom(line.Text, query, Math.Max(0, start - query.Length + 1));
        while (at >= 0 && at < end)
        {
            yield return at;
            at = IndexFrom(line.Text, query, at + query.Length);
        }
    }

    private static int IndexFrom(ReadOnlySpan<char> text, string query, int start)
    {
        if (start >= text.Length)
        {
            return -1;
        }

        int at = text[start..].IndexOf(query, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? -1 : at + start;
    }
}
