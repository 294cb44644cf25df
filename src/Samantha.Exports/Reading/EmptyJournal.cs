namespace Samantha.Exports.Reading;

/// <summary>Words the failure to export a session of which nothing can be read.</summary>
internal static class EmptyJournal
{
    public static FormatException Failure(string? damage) => new(damage is null
        ? "The session's journal is empty: nothing has been recorded yet."
        : $"The session's journal has lost its beginning, so there is nothing to export: {damage}");
}
