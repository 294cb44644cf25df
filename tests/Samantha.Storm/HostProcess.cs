using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Samantha.Storm;

/// <summary>A running host: what it says, line by line, and the means to kill it or its children.</summary>
internal sealed partial class HostProcess : IDisposable
{
    private const int Kill9 = 9;

    private readonly Process _process;

    public HostProcess(string folder, StormChain chain, string? resume)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[Places.This, "host", folder, chain.Name, .. resume is null ? [] : new[] { resume }])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("the host cannot be started");
        Errors = _process.StandardError.ReadToEndAsync();
    }

    public Task<string> Errors { get; }

    public int ExitCode => _process.ExitCode;

    public async Task<string?> ReadLineAsync(CancellationToken ct) => await _process.StandardOutput.ReadLineAsync(ct);

    /// <summary>Every process below the host, children before theirs.</summary>
    public IReadOnlyList<int> Descendants()
    {
        var found = new List<int>();
        var parents = new Queue<int>([_process.Id]);
        while (parents.TryDequeue(out int parent))
        {
            foreach (int child in Children(parent))
            {
                found.Add(child);
                parents.Enqueue(child);
            }
        }

        return found;
    }

    /// <summary>False when there is nobody to kill, or it was gone already.</summary>
    public bool Kill(Victim victim) => victim switch
    {
        Victim.Host => !_process.HasExited && Signal(_process.Id, Kill9) == 0,
        Victim.Engine => Descendants().FirstOrDefault(id => CommandLine(id).Contains("Samantha.ScriptedEngine", StringComparison.Ordinal))
            is > 0 and var engine && Signal(engine, Kill9) == 0,
        _ => Descendants().LastOrDefault(id => Name(id).StartsWith("python3", StringComparison.Ordinal))
            is > 0 and var python && Signal(python, Kill9) == 0,
    };

    public async Task WaitForExitAsync(CancellationToken ct) => await _process.WaitForExitAsync(ct);

    /// <summary>Whether the process still runs (a dead one that waits for its parent does not).</summary>
    public static bool IsAlive(int id, string commandLine) =>
        commandLine.Length > 0 && CommandLine(id) == commandLine;

    public static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static string Name(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/comm");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static IEnumerable<int> Children(int parent)
    {
        string[] tasks;
        try
        {
            tasks = Directory.GetDirectories($"/proc/{parent}/task");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            yield break;
        }

        foreach (string task in tasks)
        {
            string children;
            try
            {
                children = File.ReadAllText(Path.Combine(task, "children"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            foreach (string child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return int.Parse(child, CultureInfo.InvariantCulture);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int process, int signal);
}
