using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>
/// A descriptor of a file that children inherit, as native libraries leave them open; .NET's own files never are like that.
/// </summary>
internal sealed class OpenDescriptor : IDisposable
{
    private readonly int _number;

    public OpenDescriptor(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        // The copy of a descriptor does not have the close-on-exec mark of the first one.
        _number = dup((int)file.DangerousGetHandle());
        if (_number < 0)
        {
            throw new IOException($"the descriptor of {path} cannot be copied");
        }
    }

    public void Dispose() => _ = close(_number);

    [DllImport("libc")]
    private static extern int dup(int number);

    [DllImport("libc")]
    private static extern int close(int number);
}
