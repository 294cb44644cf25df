using System.Buffers.Binary;
using System.Collections.Immutable;
using Samantha.Sandbox.Seccomp;

namespace Samantha.Sandbox.Tests.Seccomp;

/// <summary>
/// Runs the bytes of a filter over one system call as the kernel would, and refuses what the kernel's checker refuses: unknown
/// operations, jumps out of the program, an end without a return.
/// </summary>
internal static class BpfInterpreter
{
    public static uint Run(byte[] program, uint audit, uint number, ImmutableArray<ulong> arguments)
    {
        byte[] call = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(call, number);
        BinaryPrimitives.WriteUInt32LittleEndian(call.AsSpan(4), audit);
        for (int i = 0; i < arguments.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(call.AsSpan(16 + (8 * i)), arguments[i]);
        }

        uint accumulator = 0;
        int at = 0;
        while (true)
        {
            Assert.InRange(at, 0, (program.Length / 8) - 1);
            ReadOnlySpan<byte> place = program.AsSpan(at * 8, 8);
            uint operand = BinaryPrimitives.ReadUInt32LittleEndian(place[4..]);
            at++;
            switch (BinaryPrimitives.ReadUInt16LittleEndian(place))
            {
                case 0x20:
                    Assert.Equal(0u, operand % 4);
                    accumulator = BinaryPrimitives.ReadUInt32LittleEndian(call.AsSpan((int)operand));
                    break;
                case 0x15:
                    at += accumulator == operand ? place[2] : place[3];
                    break;
                case 0x35:
                    at += accumulator >= operand ? place[2] : place[3];
                    break;
                case 0x45:
                    at += (accumulator & operand) != 0 ? place[2] : place[3];
                    break;
                case 0x06:
                    return operand;
                default:
                    Assert.Fail("an operation that the filter should not have");
                    break;
            }
        }
    }
}
