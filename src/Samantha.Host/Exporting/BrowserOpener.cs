using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

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

    public BrowserOpening Open(string path)
    {
        string url = new Uri(Path.GetFullPath(path)).AbsoluteUri;
        ImmutableArray<string> command = CommandFor(url, out string why);
        return command.IsEmpty ? new BrowserOpening(false, why) : Start(command);
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

    private static BrowserOpening Start(ImmutableArray<string> command)
    {
        // The shell only closes the streams: the words come as arguments and are not read by it. A browser that kept our streams
        // would write into the terminal, and a pipe nobody reads would stop it.
        ProcessStartInfo info = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(command[0], command.Skip(1))
            : new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" </dev/null >/dev/null 2>&1", "sh", .. command]);
        info.UseShellExecute = false;
        try
        {
            using var process = System.Diagnostics.Process.Start(info);
            string name = Path.GetFileName(command[0]);
            return process is not null && process.WaitForExit(SettleMs) && process.ExitCode != 0
                ? new BrowserOpening(false, $"{name} ended with exit code {process.ExitCode}")
                : new BrowserOpening(true, $"opened with {name}");
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return new BrowserOpening(false, $"{command[0]} could not be started: {e.Message}");
        }
    }
}
