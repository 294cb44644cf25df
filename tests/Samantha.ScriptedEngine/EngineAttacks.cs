using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Samantha.Engine.Server;

namespace Samantha.ScriptedEngine;

/// <summary>
/// What native code that a model file has taken over would try. Prints a line for each attempt: its name, "done" or "refused", and
/// what came of it. Without a sandbox around them the attempts run for real, as a control: none may do harm to more than the test's
/// own folder and process.
/// </summary>
internal static class EngineAttacks
{
    private const int NoSuchFolder = 2;
    private const int BadAddress = 14;

    public static int Run(string json)
    {
        AttackPlan plan = JsonSerializer.Deserialize(json, AttackJson.Default.AttackPlan)!;
        if (plan.InstallFilter)
        {
            _ = ShelterCheckUp.Run();
        }

        foreach ((string name, Func<AttackPlan, string?> attempt) in All)
        {
            (string verdict, string detail) = Try(() => attempt(plan));
            Console.Out.WriteLine($"{name}\t{verdict}\t{detail.ReplaceLineEndings(" ")}");
        }

        return 0;
    }

    /// <summary>An attempt tells what it has done, or null (or an error) when it was refused.</summary>
    private static (string Name, Func<AttackPlan, string?> Attempt)[] All { get; } =
    [
        ("connect-tcp", Connect),
        ("connect-ipv6", _ => Socket(AddressFamily.InterNetworkV6, SocketType.Stream)),
        ("send-udp", plan => Send(plan.Port)),
        ("make-unix-socket", _ => Socket(AddressFamily.Unix, SocketType.Stream)),
        ("make-raw-socket", _ => Call(NativeCalls.Socket(16, 3, 0), "netlink")),
        ("make-vsock", _ => Call(NativeCalls.Socket(40, 1, 0), "vsock")),
        ("make-socket-pair", _ => SocketPair()),

        ("read-passwd", _ => Read("/etc/passwd")),
        ("read-hostname", _ => Read("/etc/hostname")),
        ("read-journal", plan => Read(plan.Journal)),
        ("list-journals", plan => List(Path.GetDirectoryName(plan.Journal)!)),
        ("read-other-model", plan => Read(plan.OtherModel)),
        ("list-models", plan => ListMore(plan.Model)),
        ("read-program", _ => Read("/usr/bin/env")),
        ("read-environment-of-host", plan => Read($"/proc/{plan.Process}/environ")),
        ("read-command-of-host", plan => Read($"/proc/{plan.Process}/cmdline")),
        ("read-host-root", plan => List($"/proc/{plan.Process}/root")),
        ("climb-out", plan => Read($"{plan.Scratch}/../../../../../../../../../etc/passwd")),

        ("write-model", plan => Write(plan.Model)),
        ("truncate-model", plan => Call(NativeCalls.Truncate(plan.Model, 10), "truncated")),
        ("chmod-model", plan => Call(NativeCalls.Chmod(plan.Model, 0x1FF), "changed")),
        ("link-model", plan => Call(NativeCalls.Link(plan.Model, plan.Scratch + "/link"), "linked")),
        ("rename-model", plan => Call(NativeCalls.Rename(plan.Model, plan.Model + ".old"), "renamed")),
        ("remove-model", plan => Call(NativeCalls.Unlink(plan.Model + ".old"), "removed")),
        ("make-symlink", plan => Call(NativeCalls.Symlink("/etc/passwd", plan.Scratch + "/symlink"), "linked")),
        ("write-scratch", plan => Write(plan.Scratch + "/new")),
        ("make-folder", plan => Call(NativeCalls.MakeFolder(plan.Scratch + "/folder", 0x1FF), "made")),
        ("write-temp", _ => Write($"/tmp/samantha-attack-{Guid.NewGuid():N}")),
        ("write-shared-memory", _ => Write($"/dev/shm/samantha-attack-{Guid.NewGuid():N}")),
        ("write-own-program", _ => Write(Path.Combine(AppContext.BaseDirectory, $"attack-{Guid.NewGuid():N}.tmp"))),
        ("write-memory-file", _ => Call(NativeCalls.MemoryFile("attack", 0), "made")),
        ("write-kernel-setting", _ => Open("/proc/sys/kernel/core_pattern")),
        ("write-own-process", _ => Open("/proc/self/mem")),

        ("start-program", _ => Start("/bin/true")),
        ("fork", _ => Fork()),
        ("kill-host-process", plan => Call(NativeCalls.Kill(plan.Process, 0), "may send signals")),
        ("kill-everybody", _ => Call(NativeCalls.Kill(1, 0), "may send signals")),
        ("trace-host-process", plan => Call(NativeCalls.Trace(16, plan.Process, 0, 0), "attached")),
        ("open-host-process", plan => Call(NativeCalls.SystemCall(434, plan.Process, 0, 0), "opened")),
        ("new-user-namespace", _ => Call(NativeCalls.Unshare(0x1000_0000), "made")),
        ("new-mount", plan => Call(
            NativeCalls.Mount("none", plan.Scratch + "/no-such-folder", "tmpfs", 0, 0), "asked", harmless: NoSuchFolder)),
        ("make-io-ring", _ => Call(NativeCalls.SystemCall(425, 4, 0, 0), "asked", harmless: BadAddress)),
        ("load-bpf", _ => Call(NativeCalls.SystemCall(NativeCalls.Bpf, 0, 0, 0), "asked", harmless: BadAddress)),
        ("watch-faults", _ => Call(NativeCalls.SystemCall(NativeCalls.UserFaults, 1, 0, 0), "made")),
        ("read-keys", _ => Call(NativeCalls.SystemCall(NativeCalls.KeyControl, 0, -1, 0), "read")),
        ("type-into-terminal", _ => Call(NativeCalls.Ioctl(0, 0x5412, "x"), "typed")),
        ("change-personality", _ => Call(NativeCalls.SystemCall(NativeCalls.Personality, 0x0040_0000, 0, 0), "changed")),
    ];

    private static (string Verdict, string Detail) Try(Func<string?> attempt)
    {
        try
        {
            return attempt() is { } done ? ("done", done) : ("refused", "");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SocketException
            or Win32Exception or InvalidOperationException)
        {
            return ("refused", problem.Message);
        }
    }

    private static string Connect(AttackPlan plan)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, plan.Port);
        return "connected";
    }

    private static string Send(int port)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        return $"sent {socket.SendTo([1], new IPEndPoint(IPAddress.Loopback, port))} bytes";
    }

    private static string Socket(AddressFamily family, SocketType type)
    {
        using Socket socket = new(family, type, ProtocolType.Unspecified);
        return "made";
    }

    private static unsafe string? SocketPair()
    {
        int* pair = stackalloc int[2];
        return Call(NativeCalls.SocketPair(1, 1, 0, pair), "made");
    }

    private static string Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        byte[] start = new byte[16];
        return $"{file.Read(start)} bytes read";
    }

    private static string List(string folder) => $"{Directory.GetFileSystemEntries(folder).Length} entries";

    private static string? ListMore(string model)
    {
        string[] others = [.. Directory.GetFiles(Path.GetDirectoryName(model)!).Where(path => path != model)];
        return others.Length == 0 ? null : $"{others.Length} other files";
    }

    private static string Write(string path)
    {
        bool isNew = !File.Exists(path);
        using (FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
        {
            file.Seek(0, SeekOrigin.End);
            file.WriteByte(0);
        }

        if (isNew)
        {
            File.Delete(path);
        }

        return "written";
    }

    /// <summary>Only opened, never written: outside it would change the machine.</summary>
    private static string Open(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        return "opened for writing";
    }

    private static string Start(string program)
    {
        using Process process = Process.Start(program);
        process.WaitForExit();
        return string.Create(CultureInfo.InvariantCulture, $"ended with {process.ExitCode}");
    }

    private static string? Fork()
    {
        int child = NativeCalls.Fork();
        if (child == 0)
        {
            NativeCalls.ExitNow(0);
        }

        return Call(child, "made");
    }

    /// <summary>
    /// An attempt that would change the whole machine is made with an argument that cannot work: the named error then tells that the
    /// kernel let it through as far as that.
    /// </summary>
    private static string? Call(nint result, string done, int harmless = 0)
    {
        int error = NativeCalls.LastError;
        return result >= 0 || (harmless != 0 && error == harmless) ? done : null;
    }
}
