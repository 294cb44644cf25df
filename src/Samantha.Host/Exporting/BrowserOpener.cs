using System.Collections;
using System.Collections.Immutable;
using Samantha.Sandbox.Processes;

namespace Samantha.Host.Exporting;

/// <summary>
/// Opens a file in the user's browser where there is one: BROWSER, else the system's opener when there is a display. It never
/// waits for the browser, gives it nothing of the terminal, and uses no shell on what the environment says.
/// </summary>
internal sealed class BrowserOpener
{
    /// <summary>An opener that cannot do it says so within this time; a browser that runs on is what we want.</summary>
    public const int SettleMs = 700;

    private readonly Func<string, string?> _environment;

    public BrowserOpener()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    internal BrowserOpener(Func<string, string?> environment) => _environment = environment;

    public Task<BrowserOpening> OpenAsync(string path)
    {
        string url = new Uri(Path.GetFullPath(path)).AbsoluteUri;
        ImmutableArray<string> command = CommandFor(url, out string why);
        return command.IsEmpty ? Task.FromResult(new BrowserOpening(false, why)) : StartAsync(command);
    }

    /// <summary>The program and its arguments; empty leaves the reason.</summary>
    internal ImmutableArray<string> CommandFor(string url, out string why)
    {
        why = "";
        if (_environment("BROWSER") is { } browser && !string.IsNullOrWhiteSpace(browser))
        {
            foreach (string entry in browser.Split(':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                ImmutableArray<string> words = [.. entry.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
                if (!words.IsEmpty && Find(words[0]) is { } program)
                {
                    return WithUrl(program, words[1..], url);
                }
            }

            why = $"BROWSER is '{browser}', and no such program was found";
            return [];
        }

        return SystemOpener(url, out why);
    }

    private ImmutableArray<string> SystemOpener(string url, out string why)
    {
        why = "";
        if (OperatingSystem.IsWindows())
        {
            return ["explorer.exe", url];
        }

        if (OperatingSystem.IsMacOS())
        {
            return ["/usr/bin/open", url];
        }

        if (string.IsNullOrEmpty(_environment("DISPLAY")) && string.IsNullOrEmpty(_environment("WAYLAND_DISPLAY")))
        {
            why = "there is no display here, and BROWSER is not set";
            return [];
        }

        if (Find("xdg-open") is { } opener)
        {
            return [opener, url];
        }

        why = "xdg-open was not found, and BROWSER is not set";
        return [];
    }

    private static ImmutableArray<string> WithUrl(string program, ImmutableArray<string> arguments, string url) =>
        arguments.Any(argument => argument.Contains("%s", StringComparison.Ordinal))
            ? [program, .. arguments.Select(argument => argument.Replace("%s", url, StringComparison.Ordinal))]
            : [program, .. arguments, url];

    private string? Find(string program)
    {
        if (program.Contains(Path.DirectorySeparatorChar))
        {
            return File.Exists(program) ? program : null;
        }

        string[] endings = OperatingSystem.IsWindows() ? ["", ".exe", ".cmd"] : [""];
        return (_environment("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, program + ending)))
            .FirstOrDefault(File.Exists);
    }

    private static async Task<BrowserOpening> StartAsync(ImmutableArray<string> command)
    {
        string name = Path.GetFileName(command[0]);
        try
        {
            using ChildProcess process = ChildLauncher.Start(Detached(command));
            process.CloseInput();
            using var settled = new CancellationTokenSource(SettleMs);
            await process.WaitForExitAsync(settled.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? new BrowserOpening(true, $"opened with {name}")
                : new BrowserOpening(false, $"{name} ended with exit code {process.ExitCode}");
        }
        catch (OperationCanceledException)
        {
            return new BrowserOpening(true, $"opened with {name}");
        }
        catch (ChildStartException e)
        {
            return new BrowserOpening(false, e.Message);
        }
    }

    private static ChildCommand Detached(ImmutableArray<string> command)
    {
        Dictionary<string, string> environment = [];
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            environment[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        // The shell only closes the streams, and the words come to it as arguments that it does not read. A browser that had our
        // pipes would stop when nobody reads them any more.
        return OperatingSystem.IsWindows()
            ? new ChildCommand(command[0], command[1..], environment)
            : new ChildCommand("/bin/sh", ["-c", "exec \"$@\" </dev/null >/dev/null 2>&1", "sh", .. command], environment);
    }
}
