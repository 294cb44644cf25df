using System.Runtime.InteropServices;
using Samantha.Engine.Sampling;

namespace Samantha.Bench;

/// <summary>
/// Streams quantised matrices of random weights. Written as blocks directly: every value is equally probable, and the scale of
/// each block gives the weights the spread that is asked for.
/// </summary>
internal sealed class RandomWeights
{
    private const int BlockValues = 32;
    private const int ScaleBytes = 2;

    /// <summary>Blocks per write: about a megabyte.</summary>
    private const int BufferBlocks = 32_768;

    private readonly int _valueBytes;
    private readonly double _valueSpread;

    private RandomWeights(uint tensorType, int valueBytes, double valueSpread)
    {
        TensorType = tensorType;
        _valueBytes = valueBytes;
        _valueSpread = valueSpread;
    }

    public uint TensorType { get; }

    private int BlockBytes => ScaleBytes + _valueBytes;

    /// <summary>Null for a name that is not offered.</summary>
    public static RandomWeights? Find(string name) => name switch
    {
        // Standard deviations of equally probable values -128..127 and -8..7.
        "q8_0" => new RandomWeights(8, BlockValues, 73.9),
        "q4_0" => new RandomWeights(2, BlockValues / 2, 4.61),
        _ => null,
    };

    public ulong Bytes(long values) => (ulong)(values / BlockValues * BlockBytes);

    /// <param name="stream">Takes exactly the bytes of the matrix.</param>
    /// <param name="rowValues">Values in a row, a multiple of 32.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="spread">Standard deviation of the weights.</param>
    /// <param name="zeroRows">So many rows at the beginning are zero.</param>
    /// <param name="seed">Equal seeds give equal matrices.</param>
    public void Write(Stream stream, long rowValues, long rows, double spread, long zeroRows, ulong seed)
    {
        SamplingRandom random = new(seed);
        ushort scale = BitConverter.HalfToUInt16Bits((Half)(spread / _valueSpread));
        long zeroBlocks = zeroRows * rowValues / BlockValues;
        long blocks = rows * rowValues / BlockValues;

        // Eight more bytes, so that random numbers can be stored whole.
        byte[] buffer = new byte[(BufferBlocks * BlockBytes) + sizeof(ulong)];
        for (long written = 0; written < blocks;)
        {
            int count = (int)Math.Min(BufferBlocks, blocks - written);
            int bytes = count * BlockBytes;
            foreach (ref ulong number in MemoryMarshal.Cast<byte, ulong>(buffer.AsSpan(0, (bytes + 7) & ~7)))
            {
                number = random.NextUInt64();
            }

            for (int block = 0; block < count; block++)
            {
                ushort own = written + block < zeroBlocks ? (ushort)0 : scale;
                BitConverter.TryWriteBytes(buffer.AsSpan(block * BlockBytes), own);
            }

            stream.Write(buffer.AsSpan(0, bytes));
            written += count;
        }
    }
}
