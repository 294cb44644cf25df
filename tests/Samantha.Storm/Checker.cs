using Samantha.Chains.Sessions;
using Samantha.Chains.Transcripts;

namespace Samantha.Storm;

/// <summary>Compares a session that was stormed with what was acknowledged meanwhile and with an uninterrupted session.</summary>
internal static class Checker
{
    /// <param name="rows">The stormed session's journal at its end.</param>
    /// <param name="calm">The journal of an uninterrupted session of the same chain.</param>
    /// <param name="acknowledged">Events that a host said were committed, as it said them.</param>
    /// <param name="pythonKills">Programs that were killed from outside: their outcomes say so, and no others differ.</param>
    /// <returns>What is wrong, a sentence each.</returns>
    public static IEnumerable<string> Check(Rows rows, Rows calm, IReadOnlyList<string> acknowledged, int pythonKills)
    {
        var stored = rows.Lines.ToHashSet(StringComparer.Ordinal);
        foreach (string lost in acknowledged.Where(line => !stored.Contains(line)).Take(3))
        {
            yield return $"lost: {Short(lost)}";
        }

        string[] twice = [.. rows.Responses.GroupBy(r => r.StepId).Where(g => g.Count() > 1).Select(g => g.Key)];
        if (twice.Length > 0)
        {
            yield return $"doubled: {string.Join(", ", twice)}";
        }

        for (int index = 0; index < Math.Max(rows.Responses.Count, calm.Responses.Count); index++)
        {
            Rows.Response? here = rows.Responses.ElementAtOrDefault(index), there = calm.Responses.ElementAtOrDefault(index);
            if (here != there)
            {
                yield return $"response {index + 1} is {here}, and uninterrupted it is {there}";
                yield break;
            }
        }

        if (!rows.IsFinished)
        {
            yield return "the session did not come to its end";
        }

        int differing = rows.Programs.Zip(calm.Programs).Count(pair => pair.First != pair.Second);
        if (rows.Programs.Count != calm.Programs.Count || differing > pythonKills)
        {
            yield return $"{differing} of {rows.Programs.Count} outcomes of programs differ, and {pythonKills} programs were killed";
        }

        if (differing == 0 && Transcript(rows) != Transcript(calm))
        {
            yield return "the transcript is not that of an uninterrupted session";
        }
    }

    private static string Transcript(Rows rows) => string.Join(
        '\n', TranscriptWriter.Lines(rows.Lines.Select(SessionEventJson.Deserialize), TranscriptOptions.Stable));

    private static string Short(string text) => text.Length > 200 ? text[..200] : text;
}
