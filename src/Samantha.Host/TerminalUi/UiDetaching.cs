using System.Collections;
using System.Collections.Immutable;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Engine.Client;
using Samantha.Host.Composition;
using Samantha.Sandbox.Processes;
using Samantha.Tui.Ports;

namespace Samantha.Host.TerminalUi;

/// <summary>
/// Lets a session go on in a process of its own that has no terminal: this program with <c>resume</c>, in a session of the
/// operating system's that a closed terminal does not end. It does not stop what runs here.
/// </summary>
internal sealed class UiDetaching(HostServices services) : IDetaching
{
    /// <summary>A cold start on a busy machine takes seconds.</summary>
    private const int StartTimeoutMs = 30_000;

    private const int PollMs = 100;

    // The words come to the shell as arguments that it does not read.
    private const string Script =
        "exec </dev/null >/dev/null 2>&1; if command -v setsid >/dev/null; then exec setsid \"$@\"; else exec nohup \"$@\"; fi";

    public async Task<Opening> GoOnWithoutTerminalAsync(SessionId session, CancellationToken ct)
    {
        var sessions = new SessionIndex(services.Data);
        if (sessions.Get(session).IsAlive)
        {
            return new Opening(false, $"{session} is still running here; stop it first.");
        }

        try
        {
            using ChildProcess child = ChildLauncher.Start(Command(session));
            return await WatchAsync(child, sessions, session, ct).ConfigureAwait(false);
        }
        catch (ChildStartException e)
        {
            return new Opening(false, $"{session} cannot go on without this terminal: {e.Message}");
        }
    }

    private async Task<Opening> WatchAsync(ChildProcess child, SessionIndex sessions, SessionId session, CancellationToken ct)
    {
        long started = services.Time.GetTimestamp();
        while (services.Time.GetElapsedTime(started).TotalMilliseconds < StartTimeoutMs)
        {
            if (sessions.Get(session).IsAlive)
            {
                return new Opening(true, $"{session} goes on without this terminal; samantha stop {session} ends it.");
            }

            if (child.HasExited)
            {
                return child.ExitCode is ExitCodes.Done or ExitCodes.SomethingFailed
                    ? new Opening(true, $"{session} has ended; samantha show {session} has its transcript.")
                    : new Opening(
                        false, $"{session} did not go on: exit code {child.ExitCode}; samantha resume {session} tells why.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(PollMs), services.Time, ct).ConfigureAwait(false);
        }

        return new Opening(false, $"{session} has not begun to go on within {StartTimeoutMs / 1000} s; samantha sessions tells.");
    }

    // It goes on as it ran here, whatever was done to its chain file meanwhile.
    private ChildCommand Command(SessionId session)
    {
        Places places = services.Places;
        EngineCommand program = ThisProgram.With(
        [
            "resume", session.Text, "--as-recorded", "--quiet", "--data", services.Data.Root,
            .. places.ModelsFolders.SelectMany(folder => new[] { "--models-dir", Path.GetFullPath(folder) }),
            .. places.Config is { } config ? new[] { "--config", Path.GetFullPath(config) } : [],
            .. places.NoSandbox ? new[] { "--no-sandbox" } : [],
        ]);
        ImmutableArray<string> arguments = ["-c", Script, "sh", program.FileName, .. program.Arguments];
        return new ChildCommand("/bin/sh", arguments, Variables());
    }

    private static Dictionary<string, string> Variables()
    {
        Dictionary<string, string> variables = [];
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return variables;
    }
}
