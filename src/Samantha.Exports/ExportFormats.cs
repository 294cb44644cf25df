using System.Collections.Immutable;

namespace Samantha.Exports;

/// <summary>The names of the formats as people write them, which are also the endings of their files.</summary>
public static class ExportFormats
{
    private static readonly ImmutableArray<(ExportFormat Format, string Name)> s_names =
    [
        (ExportFormat.Html, "html"), (ExportFormat.Markdown, "md"), (ExportFormat.Jsonl, "jsonl"), (ExportFormat.Csv, "csv"),
    ];

    public static string AllNames { get; } = string.Join(", ", s_names.Select(entry => entry.Name));

    /// <summary>The name, and the ending of a file without its dot.</summary>
    public static string NameOf(ExportFormat format) => s_names.First(entry => entry.Format == format).Name;

    public static bool TryParse(string text, out ExportFormat format)
    {
        foreach (var entry in s_names)
        {
            if (string.Equals(entry.Name, text.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                format = entry.Format;
                return true;
            }
        }

        format = default;
        return false;
    }
}
