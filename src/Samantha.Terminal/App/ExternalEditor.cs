using System.Collections.Immutable;
using System.Text;

namespace Samantha.Terminal.App;

/// <summary>
/// Opens a text in the user's own editor and reads it back. Owns the temporary file; starts no process itself: the caller's
/// delegate does that.
/// </summary>
public sealed class ExternalEditor
{
    // Far more than a prompt; a bigger file came back by mistake.
    private const int MaxFileBytes = 16 * 1024 * 1024;

    private readonly TerminalApp _app;
    private readonly Func<EditorRequest, int> _run;
    private readonly Func<string, string?> _variable;

    /// <param name="run">Runs the program with the terminal, waits for its end, gives its exit code.</param>
    /// <param name="variable">Looks up an environment variable; null: those of this process.</param>
    public ExternalEditor(TerminalApp app, Func<EditorRequest, int> run, Func<string, string?>? variable = null)
    {
        _app = app;
        _run = run;
        _variable = variable ?? Environment.GetEnvironmentVariable;
    }

    /// <summary>$VISUAL, else $EDITOR, else vi: program and arguments, where double quotes keep blanks.</summary>
    public static ImmutableArray<string> Command(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var words = Words(variable("VISUAL") ?? "");
        words = words.IsEmpty ? Words(variable("EDITOR") ?? "") : words;
        return words.IsEmpty ? ["vi"] : words;
    }

    /// <summary>UI thread; the answer comes on the UI thread when the editor has ended.</summary>
    /// <param name="extension">Such as <c>.txt</c> or <c>.py</c>, so that the editor knows the language.</param>
    public void Edit(string text, string extension, Action<EditResult> done)
    {
        var result = new EditResult(null, null);
        _app.HandOver(
            () => result = EditFile(text, extension),
            problem => done(problem is null ? result : new EditResult(null, $"The editor could not be run: {problem.Message}")));
    }

    private EditResult EditFile(string text, string extension)
    {
        var folder = Directory.CreateTempSubdirectory("samantha-edit-"); // Rights 0700: the text is nobody else's.
        try
        {
            var path = Path.Combine(folder.FullName, "text" + extension);
            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            var command = Command(_variable);
            var exitCode = _run(new EditorRequest(command[0], [.. command.Skip(1), path]));
            if (exitCode != 0)
            {
                return new EditResult(null, $"{command[0]} ended with exit code {exitCode}; the text is as it was.");
            }

            return Read(path, text);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static EditResult Read(string path, string before)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return new EditResult(null, "The editor removed the file; the text is as it was.");
        }

        if (file.Length > MaxFileBytes)
        {
            return new EditResult(null, $"The file has {file.Length} bytes, more than {MaxFileBytes}; the text is as it was.");
        }

        var text = File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal);

        // Editors end the last line; a text that did not end so before is not meant to now.
        var added = text.EndsWith('\n') && !before.EndsWith('\n');
        return new EditResult(added ? text[..^1] : text, null);
    }

    private static ImmutableArray<string> Words(string command)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        bool quoted = false, any = false;
        foreach (var c in command)
        {
            if (c == '"')
            {
                quoted = !quoted;
                any = true;
            }
            else if (c is ' ' or '\t' && !quoted)
            {
                Flush();
            }
            else
            {
                word.Append(c);
                any = true;
            }
        }

        Flush();
        return words.ToImmutable();

        void Flush()
        {
            if (any)
            {
                words.Add(word.ToString());
                word.Clear();
                any = false;
            }
        }
    }
}
