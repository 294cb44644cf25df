using System.Collections.Immutable;
using System.Globalization;

namespace Samantha.Sandbox.Bubblewrap;

/// <summary>
/// How a program of root's gives root up before anything untrusted comes near: it becomes nobody. As any other user there is
/// nothing to drop.
/// </summary>
internal static class RootDrop
{
    public static bool IsRoot => Environment.IsPrivilegedProcess;

    public static ImmutableArray<string> Prefix(bool isRoot)
    {
        string id = BubblewrapArguments.UserId.ToString(CultureInfo.InvariantCulture);
        return isRoot
            ? ["setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--inh-caps=-all", "--no-new-privs", "--"]
            : [];
    }

    /// <summary>
    /// For what root alone may read: the program stays the user root and loses root's powers, so that only the rights of files are
    /// left to it; it must then see nothing that it could write. One power stays until bubblewrap has made the namespaces: without
    /// it the kernel (from 5.12 on) lets no namespace have root's user in it.
    /// </summary>
    public static ImmutableArray<string> PowerlessPrefix =>
        ["setpriv", "--clear-groups", "--bounding-set=-all,+setfcap", "--inh-caps=-all", "--no-new-privs", "--"];

    /// <summary>
    /// Whether nobody can walk to a path: every folder above it lets others pass. Only root asks; what the file itself allows is
    /// the business of the program that opens it.
    /// </summary>
    public static bool CanNobodyReach(string path)
    {
        for (DirectoryInfo? folder = Directory.GetParent(path); folder is not null; folder = folder.Parent)
        {
            if (!folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }
}
