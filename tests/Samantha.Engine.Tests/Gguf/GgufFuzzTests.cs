using System.Diagnostics;
using Samantha.Engine.Gguf;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Tests.Gguf;

/// <summary>
/// Mutated headers: the reader answers with a description or a refusal, in bounded time and memory, whatever the bytes.
/// </summary>
public sealed class GgufFuzzTests
{
    private const int ConstructedCases = 9_000;
    private const int RealCases = 1_000;
    private const int CaseMsMax = 5_000;
    private const long CaseBytesMax = 64L << 20;

    /// <summary>Numbers that code forgets: around zero, around the borders of the integer types, and plausible sizes.</summary>
    private static readonly ulong[] Interesting =
    [
        0, 1, 2, 7, 8, 31, 32, 33, 255, 256, 4_096, 65_535, 65_536, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32, 1UL << 33,
        1UL << 60, long.MaxValue, 1UL << 63, ulong.MaxValue - 7, ulong.MaxValue,
    ];

    [Fact]
    public void Ten_thousand_mutated_headers_are_described_or_refused()
    {
        byte[] constructed = GgufSamples.Model().ToArray();
        byte[] real = File.ReadAllBytes(GgufSamples.Demonstration);
        byte[] realHeader = real[..(int)GgufReader.Read(GgufSamples.Demonstration).DataOffset];

        int accepted = Mutate(constructed, constructed.Length, ConstructedCases) + Mutate(realHeader, real.Length, RealCases);

        // The mutations have to reach behind the first checks, else nothing was tested.
        Assert.InRange(accepted, 500, ConstructedCases + RealCases - 500);
    }

    private static int Mutate(byte[] original, int fileLength, int cases)
    {
        int accepted = 0;
        for (int seed = 0; seed < cases; seed++)
        {
            SamplingRandom random = new((ulong)seed);
            byte[] mutated = Mutated(original, random);
            int length = mutated.Length < original.Length ? mutated.Length : fileLength;
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            try
            {
                GgufFile file = GgufSamples.Read(mutated, length: length);
                Assert.True(GgufMemoryEstimate.For(file, 0).TotalBytes >= 0, $"seed {seed}: negative estimate");
                accepted++;
            }
            catch (GgufException error)
            {
                Assert.True(error.Message.Length < 1_000, $"seed {seed}: a message of {error.Message.Length} characters");
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}: {error}");
            }

            Assert.True(Stopwatch.GetElapsedTime(start).TotalMilliseconds < CaseMsMax, $"seed {seed}: too slow");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < CaseBytesMax, $"seed {seed}: too much memory");
        }

        return accepted;
    }

    private static byte[] Mutated(byte[] original, SamplingRandom random)
    {
        byte[] bytes = (byte[])original.Clone();
        int changes = 1 + (int)(random.NextUInt64() % 3);
        for (int i = 0; i < changes; i++)
        {
            int position = (int)(random.NextUInt64() % (ulong)original.Length);
            int width = Math.Min(1 << (int)(random.NextUInt64() % 4), bytes.Length - position);
            byte[] number = BitConverter.GetBytes(Interesting[random.NextUInt64() % (ulong)Interesting.Length]);
            switch (random.NextUInt64() % 5)
            {
                case 0:
                    bytes[position] ^= (byte)(1 << (int)(random.NextUInt64() % 8));
                    break;
                case 1:
                    number.AsSpan(0, width).CopyTo(bytes.AsSpan(position));
                    break;
                case 2:
                    int from = (int)(random.NextUInt64() % (ulong)original.Length);
                    int length = Math.Min(1 + (int)(random.NextUInt64() % 40), original.Length - Math.Max(from, position));
                    bytes.AsSpan(from, length).ToArray().CopyTo(bytes, position);
                    break;
                case 3 when random.NextUInt64() % 4 == 0:
                    return bytes[..position];
                default:
                    bytes[position] = (byte)random.NextUInt64();
                    break;
            }
        }

        return bytes;
    }
}
