using System.Collections.Immutable;
using System.Globalization;

namespace Samantha.Sandbox.Bubblewrap;

/// <summary>
/// Turns a plan into bubblewrap's argument list: every namespace new, a root that holds programs and nothing personal, sized
/// memory file systems for what may be written, no capability, one system-call filter. Pure.
/// </summary>
internal static class BubblewrapArguments
{
    /// <summary>The user inside and, when the program runs as root, also outside: nobody.</summary>
    public const int UserId = 65534;

    public const string WorkFolder = "/work";

    public const string InputFolder = "/in";

    public const string DataFolder = "/data";

    /// <summary>For temporary files and caches of libraries.</summary>
    private const long TemporaryBytes = 64 * 1024 * 1024;

    /// <summary>For the locks and shared arrays of multiprocessing.</summary>
    private const long SharedMemoryBytes = 16 * 1024 * 1024;

    /// <summary>Settings of the host that programs need and that tell nothing about its people.</summary>
    private static readonly string[] Settings =
    [
        "/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/matplotlibrc",
        "/etc/fonts", "/etc/mime.types",
    ];

    /// <summary>What name resolution and certificates need; shown only with network.</summary>
    private static readonly string[] NetworkSettings =
    [
        "/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/services", "/etc/protocols", "/etc/gai.conf",
        "/etc/host.conf", "/etc/ssl", "/etc/pki", "/etc/ca-certificates", "/etc/crypto-policies",
    ];

    public static ImmutableArray<string> Build(BubblewrapPlan plan)
    {
        List<string> arguments =
        [
            "--unshare-all", "--unshare-user", "--disable-userns",
            "--uid", Number(UserId), "--gid", Number(UserId), "--hostname", "sandbox",
            "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv",
        ];
        if (plan.IsFirstProcess)
        {
            // So that no process inside shows how the sandbox was made.
            arguments.Add("--as-pid-1");
        }

        if (plan.Network)
        {
            arguments.Add("--share-net");
        }

        foreach ((string name, string value) in plan.Environment)
        {
            arguments.AddRange(["--setenv", name, value]);
        }

        AddRoot(arguments, plan);
        AddWritablePlaces(arguments, plan);
        foreach (BindMount bind in plan.Binds)
        {
            arguments.AddRange([bind.IsWritable ? "--bind" : "--ro-bind", bind.HostPath, bind.InsidePath]);
        }

        foreach ((int descriptor, string path) in plan.DataFiles)
        {
            arguments.AddRange(["--ro-bind-data", Number(descriptor), path]);
        }

        arguments.AddRange(["--chdir", WorkFolder, "--remount-ro", "/", "--seccomp", Number(plan.FilterDescriptor), "--"]);
        arguments.AddRange(plan.Program);
        return [.. arguments];
    }

    private static void AddRoot(List<string> arguments, BubblewrapPlan plan)
    {
        arguments.AddRange(["--ro-bind", "/usr", "/usr"]);
        foreach ((string name, string target) in plan.Root.Links)
        {
            arguments.AddRange(["--symlink", target, "/" + name]);
        }

        foreach (string name in plan.Root.Folders)
        {
            arguments.AddRange(["--ro-bind", "/" + name, "/" + name]);
        }

        foreach (string path in plan.Network ? [.. Settings, .. NetworkSettings] : Settings)
        {
            arguments.AddRange(["--ro-bind-try", path, path]);
        }
    }

    private static void AddWritablePlaces(List<string> arguments, BubblewrapPlan plan) => arguments.AddRange(
    [
        "--proc", "/proc", "--dev", "/dev",
        "--size", Number(SharedMemoryBytes), "--tmpfs", "/dev/shm", "--remount-ro", "/dev",
        "--size", Number(TemporaryBytes), "--tmpfs", "/tmp",
        "--size", Number(plan.WorkFolderBytes), "--tmpfs", WorkFolder,
        "--dir", InputFolder, "--dir", DataFolder,
    ]);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
