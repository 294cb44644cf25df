using System.Collections.Immutable;
using System.Globalization;
using Samantha.Sandbox.Bubblewrap;

namespace Samantha.Sandbox.Jails;

/// <summary>
/// Bubblewrap's argument list for a reader: a root of libraries and what the program is told, everything read-only, every namespace
/// new but that of control groups, whose limits the program has to see. Pure.
/// </summary>
internal static class JailArguments
{
    /// <summary>Libraries without the programs that lie beside them.</summary>
    private static readonly string[] Libraries =
        ["/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32", "/usr/local/lib", "/nix/store"];

    private static readonly string[] LoaderSettings = ["/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d"];

    /// <summary>The shape of the processor and the limits of memory, which decide threads and forecasts.</summary>
    private static readonly string[] Machine = ["/sys/devices/system/cpu", "/sys/fs/cgroup"];

    public static ImmutableArray<string> Build(RootLayout root, ImmutableArray<BindMount> binds, JailRequest request)
    {
        string user = BubblewrapArguments.UserId.ToString(CultureInfo.InvariantCulture);
        List<string> arguments =
        [
            "--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--disable-userns",
            "--uid", user, "--gid", user, "--hostname", "sandbox", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        ];
        foreach (string path in (string[])[.. Libraries, .. LoaderSettings, .. Machine])
        {
            arguments.AddRange(["--ro-bind-try", path, path]);
        }

        foreach ((string name, string target) in root.Links.Where(link => IsLibrary(link.Name)))
        {
            arguments.AddRange(["--symlink", target, "/" + name]);
        }

        foreach (string name in root.Folders.Where(IsLibrary))
        {
            arguments.AddRange(["--ro-bind", "/" + name, "/" + name]);
        }

        arguments.AddRange(["--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev"]);
        foreach (BindMount bind in binds)
        {
            arguments.AddRange(["--ro-bind", bind.HostPath, bind.InsidePath]);
        }

        arguments.AddRange(["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/", "--", request.Program]);
        arguments.AddRange(request.Arguments);
        return [.. arguments];
    }

    private static bool IsLibrary(string name) => name.StartsWith("lib", StringComparison.Ordinal);
}
