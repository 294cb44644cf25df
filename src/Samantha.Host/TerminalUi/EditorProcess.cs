using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using Samantha.Terminal.App;
using Samantha.Tui.Ports;

namespace Samantha.Host.TerminalUi;

/// <summary>
/// Runs the person's editor ($VISUAL, $EDITOR, else vi) on a file, with the terminal. It neither makes nor reads the file.
/// </summary>
internal static class EditorProcess
{
    /// <exception cref="LibraryException">It cannot be started, or says that it failed.</exception>
    public static void Edit(string file)
    {
        ImmutableArray<string> command = ExternalEditor.Command(Environment.GetEnvironmentVariable);
        try
        {
            // The one child that gets the terminal itself, so it is not started by the launcher of all others.
            var start = new ProcessStartInfo(command[0], [.. command[1..], file]) { UseShellExecute = false };
            using Process editor = Process.Start(start)!;
            editor.WaitForExit();
            if (editor.ExitCode != 0)
            {
                throw new LibraryException($"{command[0]} ended with exit code {editor.ExitCode}; the text is as it was.");
            }
        }
        catch (Win32Exception e)
        {
            throw new LibraryException(
                $"The editor {command[0]} cannot be started: {e.Message}. VISUAL or EDITOR names another one.", e);
        }
    }
}
