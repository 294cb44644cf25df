using System.Collections.Immutable;
using Samantha.Sandbox.Bubblewrap;
using Samantha.Sandbox.Processes;
using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Jails;

/// <summary>
/// Puts one of our own programs into bubblewrap, as reader: no network, no home, no other process, nothing that can be written.
/// It plans and knows what is missing; whether it holds is told by the program inside, which looks around before it does anything.
/// </summary>
public static class Jail
{
    /// <summary>Why there can be no jail on this machine, with what to do about it; null when everything it needs is there.</summary>
    public static string? Problem()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "only Linux has a sandbox that this program knows";
        }

        string[] needed = RootDrop.IsRoot ? ["bwrap", "sh", "setpriv", "unshare"] : ["bwrap", "sh"];
        string[] missing = [.. needed.Where(name => SystemPrograms.Find(name) is null)];
        return missing.Length == 0
            ? null
            : $"{string.Join(" and ", missing)} not found; install the packages bubblewrap and util-linux";
    }

    /// <exception cref="ChildStartException">A folder of the request would show a whole home or system.</exception>
    public static PreparedJail Prepare(JailRequest request)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (request.Folders.FirstOrDefault(folder => IsTooWide(folder, home)) is { } wide)
        {
            throw new ChildStartException($"the sandbox cannot show the program without showing all of {wide}", null);
        }

        ImmutableArray<BindMount> binds =
        [
            .. request.Folders.Distinct(StringComparer.Ordinal).OrderBy(path => path.Length).Select(Same),
            .. request.Files.Distinct(StringComparer.Ordinal).Select(Same),
        ];
        bool isRoot = RootDrop.IsRoot;
        string? folder = null;
        ImmutableArray<(string HostPath, string Place)> stages = [];
        ImmutableArray<string> drop = [];
        if (isRoot)
        {
            folder = SandboxPlaces.MakePassableFolder();
            StagedBinds staged = StagedBinds.Plan(binds, folder, isRoot);
            (binds, stages) = (staged.Binds, staged.Stages);
            drop = CanNobodyRead([request.Program, .. request.Files]) ? RootDrop.Prefix(isRoot) : RootDrop.PowerlessPrefix;
        }

        string bwrap = SystemPrograms.Find("bwrap") ?? "bwrap";
        ImmutableArray<string> command = [.. drop, bwrap, .. JailArguments.Build(RootLayout.Detect(), binds, request)];
        return new PreparedJail(JailCommand.Build(command, stages, request), folder);

        static BindMount Same(string path) => new(path, path);
    }

    /// <summary>By a file's own rights; the folders above it are no matter, they are bound by root.</summary>
    private static bool CanNobodyRead(IEnumerable<string> files) => files.All(path =>
        OperatingSystem.IsWindows()
        || (File.Exists(path) && File.GetUnixFileMode(BehindLinks(path)).HasFlag(UnixFileMode.OtherRead)));

    // A link may be read by everybody and says nothing about its file.
    private static string BehindLinks(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static bool IsTooWide(string folder, string home)
    {
        string slashed = folder.TrimEnd('/') + "/";
        return (home.TrimEnd('/') + "/").StartsWith(slashed, StringComparison.Ordinal);
    }
}
