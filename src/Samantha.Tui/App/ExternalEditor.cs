namespace Samantha.Tui.App;

/// <summary>
/// Opens a text in the person's own editor: a file only the person can read, the terminal handed over, the text taken back.
/// The file is removed afterwards.
/// </summary>
internal sealed class ExternalEditor(UiThread thread, Action<string> editFile, Action<string> notify)
{
    /// <summary>The ending makes editors highlight Markdown, which prompts often are.</summary>
    private const string FileName = "samantha-text.md";

    public void Edit(string text, Action<string?> done)
    {
        if (thread.App is not { } app)
        {
            done(null);
            return;
        }

        string folder = Directory.CreateTempSubdirectory("samantha-").FullName;
        string file = Path.Combine(folder, FileName);
        string? edited = null;
        app.HandOver(
            () =>
            {
                File.WriteAllText(file, text);
                editFile(file);
                edited = File.ReadAllText(file);
            },
            problem =>
            {
                if (problem is not null)
                {
                    notify(problem.Message);
                }

                // Editors end files with a line feed that the text did not have.
                bool added = edited is not null && edited.EndsWith('\n') && !text.EndsWith('\n');
                done(edited is null || problem is not null ? null : added ? edited[..^1].TrimEnd('\r') : edited);
                _ = Task.Run(() => Directory.Delete(folder, recursive: true));
            });
    }
}
