using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Samantha.Engine.Protocol;
using Samantha.Sandbox.Seccomp;

namespace Samantha.Engine.Server;

/// <summary>
/// The first thing an engine process does: it looks whether the jail that it was started in holds, then puts the system-call filter
/// on itself and tries that. It only reports; the host decides what is good enough.
/// </summary>
internal static partial class ShelterCheckUp
{
    /// <summary>In the environment of an engine that was started inside a jail.</summary>
    public const string JailedVariable = "SAMANTHA_ENGINE_JAILED";

    private const int FamilyInet = 2;
    private const int FamilyUnix = 1;
    private const int Stream = 1;
    private const int ProcessesMax = 4;

    public static EngineShelter Run()
    {
        bool isJailed = Environment.GetEnvironmentVariable(JailedVariable) == "1";
        ImmutableArray<ShelterCheck>.Builder checks = ImmutableArray.CreateBuilder<ShelterCheck>();
        if (isJailed)
        {
            checks.Add(Try("network", Network));
            checks.Add(Try("files", Files));
            checks.Add(Try("writing", Writing));
            checks.Add(Try("processes", Processes));
        }

        string? problem = OwnFilter.Install();
        checks.Add(problem is null ? Try("system calls", SystemCalls) : new ShelterCheck("system calls", false, problem));
        if (problem is null)
        {
            checks.Add(Try("rights", () => Rights(isJailed)));
        }

        return new EngineShelter(isJailed, checks.ToImmutable());
    }

    private static ShelterCheck Try(string name, Func<(bool Passed, string Detail)> check)
    {
        try
        {
            (bool passed, string detail) = check();
            return new ShelterCheck(name, passed, detail);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new ShelterCheck(name, false, $"cannot be told: {problem.Message}");
        }
    }

    private static (bool Passed, string Detail) Network()
    {
        string[] names = [.. File.ReadLines("/proc/net/dev").Skip(2).Select(line => line.Split(':')[0].Trim())];
        return names.Any(name => name != "lo")
            ? (false, $"there are interfaces: {string.Join(", ", names)}")
            : (true, "there is no interface to other machines");
    }

    private static (bool Passed, string Detail) Files()
    {
        string? seen = ((string[])["/etc/passwd", "/usr/bin/env", "/bin/sh"]).FirstOrDefault(File.Exists);
        return seen is null ? (true, "no home, no programs, no settings of the machine") : (false, $"{seen} can be seen");
    }

    private static (bool Passed, string Detail) Writing()
    {
        foreach (string folder in (string[])["/", "/dev", "/dev/shm", AppContext.BaseDirectory])
        {
            string path = Path.Combine(folder, "samantha-engine-was-here");
            try
            {
                File.WriteAllBytes(path, []);
                File.Delete(path);
                return (false, $"{folder} can be written to");
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // As it has to be.
            }
        }

        return (true, "nothing can be written to");
    }

    private static (bool Passed, string Detail) Processes()
    {
        int count = Directory.EnumerateDirectories("/proc")
            .Count(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out _));
        return (count <= ProcessesMax, $"{count} processes can be seen");
    }

    private static (bool Passed, string Detail) SystemCalls()
    {
        foreach (int family in (int[])[FamilyInet, FamilyUnix])
        {
            int socket = MakeSocket(family, Stream, 0);
            if (socket >= 0)
            {
                _ = Close(socket);
                return (false, "a socket can be made");
            }
        }

        string? mode = Status("Seccomp:");
        return mode == "2" ? (true, "the filter is in force") : (false, $"the kernel says mode {mode} instead of 2");
    }

    private static (bool Passed, string Detail) Rights(bool isJailed)
    {
        if (Status("NoNewPrivs:") != "1")
        {
            return (false, "new privileges can be had");
        }

        string powers = Status("CapEff:") ?? "";
        return isJailed && powers.Trim('0').Length > 0
            ? (false, $"there are powers ({powers})")
            : (true, isJailed ? "no powers, and none to be had" : "no new privileges");
    }

    private static string? Status(string name) =>
        File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..]
            .Trim();

    [LibraryImport("libc", EntryPoint = "socket")]
    private static partial int MakeSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
