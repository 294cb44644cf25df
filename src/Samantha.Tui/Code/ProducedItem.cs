namespace Samantha.Tui.Code;

/// <summary>
/// Something that can be looked at outside the terminal: a file that a run produced, or a page that is still only a text.
/// </summary>
/// <param name="Path">Where the file is; null: not written yet.</param>
/// <param name="Html">The page's text when it is not written yet.</param>
internal sealed record ProducedItem(string? Path, string? Html)
{
    // Everything else is only shown by its path: what a system does with a stranger's file of any kind is not known here.
    private static readonly string[] s_openable =
        [".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg", ".html", ".htm", ".pdf"];

    public bool CanOpen =>
        Html is not null || s_openable.Contains(System.IO.Path.GetExtension(Path), StringComparer.OrdinalIgnoreCase);
}
