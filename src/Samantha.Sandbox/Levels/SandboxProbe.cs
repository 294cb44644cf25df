using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Samantha.Sandbox.Bubblewrap;
using Samantha.Sandbox.Processes;
using Samantha.Sandbox.Running;
using Samantha.Sandbox.Seccomp;

namespace Samantha.Sandbox.Levels;

/// <summary>
/// Finds out by a real run which level works here: a program inside tries what must not work, against a listener and a file that
/// are opened for it outside. It never takes the weaker level by itself.
/// </summary>
internal sealed class SandboxProbe(SandboxStarter starter, SandboxSettings settings, bool isRoot, TimeProvider time)
{
    private const int ProcessesInTest = 8;

    /// <summary>For one self-test on a machine that is busy; it takes a fifth of a second on an idle one.</summary>
    private static readonly TimeSpan TestTime = TimeSpan.FromSeconds(20);

    private static readonly string[] CheckNames =
        ["network", "files", "rights", "system calls", "supervisor", "memory", "processes"];

    private static readonly string[] NeededAtLevelNone = ["rights"];

    public async Task<SandboxReport> ProbeAsync(CancellationToken ct)
    {
        SandboxLevel level = settings.Wish == SandboxWish.None ? SandboxLevel.None : SandboxLevel.Bubblewrap;
        if (Missing(level) is { } missing)
        {
            return new SandboxReport(null, missing, []);
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (InterpreterLayout.Find(settings.Interpreter, home, out string problem) is not { } python)
        {
            return new SandboxReport(null, problem, []);
        }

        SandboxOutcome outcome;
        try
        {
            outcome = await TestAsync(level, python, ct).ConfigureAwait(false);
        }
        catch (ChildStartException failed)
        {
            return new SandboxReport(null, failed.Message, []);
        }

        ct.ThrowIfCancellationRequested();
        return Judge(level, outcome);
    }

    /// <summary>Reads the self-test's lines. A check without a line counts as failed. Pure.</summary>
    internal static SandboxReport Judge(SandboxLevel level, SandboxOutcome outcome)
    {
        Dictionary<string, SandboxCheck> told = new(StringComparer.Ordinal);
        foreach (string line in outcome.Stdout.Split('\n'))
        {
            if (line.Split('\t') is [{ } name, { } verdict, { } detail])
            {
                told[name] = new SandboxCheck(name, verdict == "ok", detail);
            }
        }

        ImmutableArray<SandboxCheck> checks =
            [.. CheckNames.Select(name => told.GetValueOrDefault(name) ?? new SandboxCheck(name, false, "not tried"))];
        if (told.Count == 0)
        {
            return new SandboxReport(null, Advice(outcome), checks);
        }

        string failed = string.Join("; ", checks
            .Where(check => !check.Passed && (level == SandboxLevel.Bubblewrap || NeededAtLevelNone.Contains(check.Name)))
            .Select(check => $"{check.Name}: {check.Detail}"));
        if (failed.Length > 0)
        {
            string what = level == SandboxLevel.Bubblewrap ? "the sandbox does not hold here" : "code may not run here";
            return new SandboxReport(null, $"{what} ({failed}); nothing is run", checks);
        }

        string reason = level == SandboxLevel.Bubblewrap
            ? "bubblewrap passed its self-test"
            : "no sandbox, as asked for: programs see your files and the network; only limits hold";
        return new SandboxReport(level, reason, checks);
    }

    private static string Advice(SandboxOutcome outcome)
    {
        string said = outcome.Message + outcome.Stderr;
        if (said.Contains("Unknown option", StringComparison.Ordinal))
        {
            return $"bubblewrap is too old; 0.8 or newer is needed ({said})";
        }

        bool refused = said.Contains("namespace", StringComparison.OrdinalIgnoreCase)
            || said.Contains("uid map", StringComparison.Ordinal) || said.Contains("permitted", StringComparison.Ordinal)
            || said.Contains("Permission denied", StringComparison.Ordinal);
        return refused
            ? $"bubblewrap may not make namespaces here ({said}). Allow unprivileged user namespaces: in a container with its "
                + "security options, on Ubuntu with an AppArmor profile for bwrap or "
                + "kernel.apparmor_restrict_unprivileged_userns=0"
            : $"the sandbox's self-test did not run ({said})";
    }

    private string? Missing(SandboxLevel level)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "programs of models run only on Linux: other systems have no sandbox that this program knows";
        }

        List<string> needed = level == SandboxLevel.Bubblewrap ? ["bwrap", "sh"] : [];
        if (isRoot)
        {
            needed.Add("setpriv");
        }

        string[] missing = [.. needed.Where(name => SystemPrograms.Find(name) is null)];
        if (missing.Length > 0)
        {
            return $"{string.Join(" and ", missing)} not found; install the packages bubblewrap and util-linux "
                + "(Debian, Ubuntu: apt install bubblewrap util-linux)";
        }

        return level == SandboxLevel.Bubblewrap && SyscallTable.For(RuntimeInformation.ProcessArchitecture) is null
            ? $"there is no system-call filter for {RuntimeInformation.ProcessArchitecture} processors"
            : null;
    }

    private async Task<SandboxOutcome> TestAsync(SandboxLevel level, InterpreterLayout python, CancellationToken ct)
    {
        SandboxLimits limits = new(
            TestTime, TestTime, 1_000_000_000, 1_000_000_000, ProcessesInTest, 1_000_000, 1_000_000, 100_000);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        DirectoryInfo canary = Directory.CreateTempSubdirectory("samantha-canary-");
        try
        {
            string[] arguments =
                [$"{((IPEndPoint)listener.LocalEndpoint).Port}", canary.FullName, $"{ProcessesInTest}"];
            string program = $"ARGUMENTS = {JsonSerializer.Serialize(arguments, SandboxJson.Default.StringArray)}\n"
                + EmbeddedScripts.SelfTest;
            PythonRun run = new(program, SandboxRules.Closed, limits, Path.Combine(canary.FullName, "files"));
            using SandboxProcess process = starter.Start(level, python, run.Rules, limits, []);
            return await StartedRun.ExecuteAsync(
                process, run, Encoding.UTF8.GetBytes(program), null, time, string.Empty, ct).ConfigureAwait(false);
        }
        finally
        {
            SandboxPlaces.Remove(canary.FullName);
        }
    }
}
