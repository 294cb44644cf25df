using System.Security.Cryptography;
using System.Text;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Control;

/// <summary>
/// Where a session's socket is: in its folder, or, because socket paths are short by law of the kernel, in a per-user runtime
/// folder that a small file in the session's folder names.
/// </summary>
internal static class ControlSocketPath
{
    public const string SocketName = "control.sock";
    public const string PointerName = "control.path";

    /// <summary>Linux allows 107 bytes, macOS 103.</summary>
    public const int PathBytesMax = 100;

    // 64 bits of the session folder's hash: enough to keep one user's sessions apart.
    private const int HashBytes = 8;

    // "/samantha/", the hash in hexadecimal, ".sock".
    private const int BelowRuntimeBytes = 10 + (2 * HashBytes) + 5;

    /// <summary>Chooses the path, makes the runtime folder and the pointer file when they are needed.</summary>
    public static string Prepare(string sessionFolder)
    {
        string folder = Path.GetFullPath(sessionFolder);
        string direct = Path.Combine(folder, SocketName);
        string pointer = Path.Combine(folder, PointerName);
        if (Fits(direct))
        {
            File.Delete(pointer);
            return direct;
        }

        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(folder));
        string path = Path.Combine(RuntimeFolder(), Convert.ToHexStringLower(hash.AsSpan(0, HashBytes)) + ".sock");
        AtomicFile.Write(pointer, path);
        return path;
    }

    /// <summary>Where a running session would listen; the file need not exist.</summary>
    public static string Find(string sessionFolder)
    {
        string folder = Path.GetFullPath(sessionFolder);
        string direct = Path.Combine(folder, SocketName);
        string pointer = Path.Combine(folder, PointerName);
        return Fits(direct) || !File.Exists(pointer) ? direct : File.ReadAllText(pointer);
    }

    public static bool Fits(string path) => Encoding.UTF8.GetByteCount(path) <= PathBytesMax;

    private static string RuntimeFolder()
    {
        string? perUser = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        bool isUsable = !string.IsNullOrEmpty(perUser) && Directory.Exists(perUser)
            && Encoding.UTF8.GetByteCount(perUser) + BelowRuntimeBytes <= PathBytesMax;
        string folder = isUsable ? Path.Combine(perUser!, "samantha") : Shared();
        OwnerOnly.CreateFolder(folder);
        if (!OperatingSystem.IsWindows())
        {
            // In a shared place somebody else may have been first. The peers check each other's user as well.
            if (new DirectoryInfo(folder).LinkTarget is not null || File.GetUnixFileMode(folder) != OwnerOnly.FolderMode)
            {
                throw new IOException($"'{folder}' is not a folder of this user alone; remove it or set XDG_RUNTIME_DIR");
            }
        }

        return folder;
    }

    private static string Shared() =>
        OperatingSystem.IsWindows()
            ? Path.Combine(Path.GetTempPath(), "samantha")
            : $"/tmp/samantha-{PeerUser.EffectiveUser()}";
}
