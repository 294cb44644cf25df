using System.Collections.Immutable;
using Samantha.Sandbox.Processes;
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
            int exitCode = ChildLauncher.RunOnTerminal(command[0], [.. command[1..], file]);
            if (exitCode != 0)
            {
                throw new LibraryException($"{command[0]} ended with exit code {exitCode}; the text is as it was.");
            }
        }
        catch (ChildStartException e)
        {
            throw new LibraryException(
                $"The editor {command[0]} cannot be started: {e.Message}. VISUAL or EDITOR names another one.", e);
        }
    }
}
