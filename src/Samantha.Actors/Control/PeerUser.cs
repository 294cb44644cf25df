using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Samantha.Actors.Control;

/// <summary>
/// Asks the kernel whose process is at the other end of a local socket. Linux only; elsewhere the folder's rights alone protect
/// the socket.
/// </summary>
internal static class PeerUser
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;
    private const int CredentialBytes = 12; // pid, uid, gid
    private const uint Root = 0;

    /// <summary>False only when the peer is known to be neither this user nor root.</summary>
    public static bool IsTrusted(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        Span<byte> credentials = stackalloc byte[CredentialBytes];
        if (socket.GetRawSocketOption(SolSocket, SoPeerCred, credentials) != CredentialBytes)
        {
            return false;
        }

        uint user = MemoryMarshal.Read<uint>(credentials[4..]);
        return user == Root || user == EffectiveUser();
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern uint EffectiveUser();
}
