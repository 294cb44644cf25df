using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Transcripts;

namespace Samantha.Tui.Help;

/// <summary>
/// Writes a text of the catalog as a page: lines that begin with # are headings. Pure but for the log it writes to.
/// </summary>
public static class TextPage
{
    private const string HeadingMark = "# ";

    public static void Append(TranscriptLog log, string text)
    {
        if (log.Count > 0)
        {
            log.AppendLine(" ");
        }

        foreach (string line in text.Split('\n'))
        {
            bool isHeading = line.StartsWith(HeadingMark, StringComparison.Ordinal);
            log.AppendLine(
                isHeading ? line[HeadingMark.Length..] : line.Length == 0 ? " " : line,
                isHeading ? ThemeRole.Heading : ThemeRole.Text);
        }
    }
}
