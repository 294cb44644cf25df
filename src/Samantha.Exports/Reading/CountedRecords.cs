namespace Samantha.Exports.Reading;

/// <summary>A source that counts what is read from it, for renderers that read once.</summary>
internal sealed class CountedRecords
{
    public CountedRecords(ExportSource source) => Source = source with { Records = () => Count(source.Records()) };

    public ExportSource Source { get; }

    public long Records { get; private set; }

    public long Unknown { get; private set; }

    private IEnumerable<ExportRecord> Count(IEnumerable<ExportRecord> records)
    {
        foreach (var record in records)
        {
            Records++;
            Unknown += record.Event is null ? 1 : 0;
            yield return record;
        }
    }
}
