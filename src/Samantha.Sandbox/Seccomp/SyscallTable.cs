using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace Samantha.Sandbox.Seccomp;

/// <summary>
/// The numbers of the system calls that the filter names, for one processor. A name that a processor does not have is absent.
/// Numbers from 424 on are the same everywhere.
/// </summary>
internal sealed class SyscallTable
{
    private SyscallTable(uint audit, bool hasX32, string rows, int column)
    {
        Audit = audit;
        HasX32 = hasX32;
        Numbers = rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(row => row[column] != "-")
            .ToFrozenDictionary(row => row[0], row => uint.Parse(row[column], System.Globalization.CultureInfo.InvariantCulture));
    }

    public static SyscallTable X64 { get; } = new(0xC000_003E, hasX32: true, SyscallNumbers.Rows, 1);

    public static SyscallTable Arm64 { get; } = new(0xC000_00B7, hasX32: false, SyscallNumbers.Rows, 2);

    /// <summary>
    /// The highest number that was known when the list was made; newer calls are answered with "not implemented".
    /// </summary>
    public static uint Newest => 462;

    /// <summary>The kernel's name of the processor, which it puts into every call's description.</summary>
    public uint Audit { get; }

    /// <summary>Whether the processor has a second, 32-bit-pointer set of the same calls.</summary>
    public bool HasX32 { get; }

    public FrozenDictionary<string, uint> Numbers { get; }

    /// <summary>Null when there is no table for the processor: then there is no filter and no sandbox.</summary>
    public static SyscallTable? For(Architecture processor) => processor switch
    {
        Architecture.X64 => X64,
        Architecture.Arm64 => Arm64,
        _ => null,
    };
}
