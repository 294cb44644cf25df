namespace Samantha.Exports.Reading;

/// <summary>Words the failure to export a session of which no beginning can be read.</summary>
internal static class EmptyJournal
{
    public static FormatException Failure(string? damage, long records = 0) => new((damage, records) switch
    {
        (not null, _) => $"The session's journal has lost its beginning, so there is nothing to export: {damage}",
        (_, 0) => "The session's journal is empty: nothing has been recorded yet.",
        _ => "The session's journal begins with a record that this version does not know. A newer version may read it; jsonl "
            + "exports it as it is.",
    });
}
