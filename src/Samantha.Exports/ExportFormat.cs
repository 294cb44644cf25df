namespace Samantha.Exports;

/// <summary>The forms in which a session can be taken out of its journal.</summary>
public enum ExportFormat
{
    /// <summary>One self-contained page to read in a browser.</summary>
    Html,

    /// <summary>A document to read anywhere.</summary>
    Markdown,

    /// <summary>Every event as it is stored, one per line: the only form that keeps every character.</summary>
    Jsonl,

    /// <summary>A row per attempt of a step, for spreadsheets and data analysis.</summary>
    Csv,
}
