namespace Samantha.Sandbox.Seccomp;

/// <summary>One instruction of classic BPF as the kernel reads it: operation, jump if true, jump if false, operand.</summary>
internal readonly record struct BpfInstruction(ushort Code, byte JumpTrue, byte JumpFalse, uint Operand)
{
    public const int Bytes = 8;

    /// <summary>Load a 32-bit word of the system call's description at the offset Operand.</summary>
    public const ushort Load = 0x20;

    public const ushort JumpEqual = 0x15;

    public const ushort JumpGreaterOrEqual = 0x35;

    /// <summary>Jump if any bit of Operand is set.</summary>
    public const ushort JumpSet = 0x45;

    public const ushort Return = 0x06;
}
