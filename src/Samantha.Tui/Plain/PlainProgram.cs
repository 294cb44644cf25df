using Samantha.Actors.Sessions;
using Samantha.Tui.App;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Plain;

/// <summary>
/// The same program as lines of plain text, for screen readers and simple terminals: typed words in, appended lines out, no
/// escape codes, nothing is ever redrawn.
/// </summary>
public static class PlainProgram
{
    private const int CancelledExitCode = 130;

    /// <param name="services">What the program is made of.</param>
    /// <param name="input">One command per line; its end ends the program.</param>
    /// <param name="output">Where lines are appended.</param>
    /// <param name="environment">Environment variables by name, for the language.</param>
    /// <param name="language">Goes before the person's setting; empty: the setting decides.</param>
    /// <param name="ct">Ends the program.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        ITuiServices services, TextReader input, TextWriter output, Func<string, string?> environment, string language,
        CancellationToken ct)
    {
        UiSettingsRead read = services.Settings.Load();
        await using var sessions = new SessionDesk(services, work => work());
        UiSettings settings = read.Settings;
        UiSettings? changed = null;
        PlainFace face = Face();
        face.Writer.Key("plain.welcome");
        if (read.Problem is { } problem)
        {
            face.Writer.Key("plain.problem", problem);
        }

        try
        {
            // A console's reader blocks and cannot be cancelled; on another thread only that thread waits for the next line.
            while (await Task.Run(input.ReadLine, ct).WaitAsync(ct).ConfigureAwait(false) is { } line)
            {
                if (line.Trim().Length > 0 && !await face.Shell.DoAsync(line, ct).ConfigureAwait(false))
                {
                    break;
                }

                if (changed is { } now)
                {
                    bool isOtherLanguage = now.Language != settings.Language;
                    (settings, changed) = (now, null);
                    face.Bell = now.Bell;
                    if (isOtherLanguage)
                    {
                        // One that was asked for at the start holds until the person chooses one.
                        language = "";
                        await face.DisposeAsync().ConfigureAwait(false);
                        face = Face();
                    }
                }
            }

            await StopAsync(sessions, face.Writer, ct).ConfigureAwait(false);
            face.Writer.Key("plain.bye");
            return 0;
        }
        catch (OperationCanceledException)
        {
            return CancelledExitCode;
        }
        finally
        {
            await face.DisposeAsync().ConfigureAwait(false);
        }

        PlainFace Face() => new(
            services, sessions, output,
            TextCatalog.Load(Languages.Choose(language.Length > 0 ? language : settings.Language, environment)), settings,
            after => changed = after);
    }

    private static async Task StopAsync(SessionDesk sessions, PlainWriter writer, CancellationToken ct)
    {
        foreach (var session in sessions.Here)
        {
            writer.Key("plain.stopping", session);
            await sessions.CommandAsync(session, SessionCommand.StopNow, ct).ConfigureAwait(false);
        }

        await sessions.AllEndedAsync(ct).ConfigureAwait(false);
    }
}
