using System.Runtime.InteropServices;

namespace Samantha.Engine.Native;

/// <summary>
/// A flag in native memory that the library's callbacks look at while a call runs: setting it from any thread ends a load
/// at the next tensor and a decode at the next graph node.
/// </summary>
internal sealed unsafe class AbortFlag : IDisposable
{
    private int* _flag = (int*)NativeMemory.AllocZeroed(sizeof(int));

    public nint Pointer => (nint)_flag;

    public bool IsSet => _flag is not null && Volatile.Read(ref *_flag) != 0;

    public static delegate* unmanaged<nint, byte> Callback => &OnAbort;

    public void Set(bool value)
    {
        if (_flag is not null)
        {
            Volatile.Write(ref *_flag, value ? 1 : 0);
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_flag);
        _flag = null;
    }

    [UnmanagedCallersOnly]
    private static byte OnAbort(nint flag) => Volatile.Read(ref *(int*)flag) != 0 ? (byte)1 : (byte)0;
}
