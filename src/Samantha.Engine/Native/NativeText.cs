using System.Runtime.InteropServices;
using System.Text;

namespace Samantha.Engine.Native;

/// <summary>
/// Strings to and from native memory. Invalid UTF-8 from a file becomes U+FFFD; lone surrogates to it likewise.
/// </summary>
internal static unsafe class NativeText
{
    public static string Read(byte* text) => text is null
        ? string.Empty
        : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    /// <summary>UTF-8 with a terminating NUL, as a C path or template.</summary>
    public static byte[] ToCString(string text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
