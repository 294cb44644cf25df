using System.Diagnostics;
using Samantha.Engine.Gguf;

namespace Samantha.Engine.Tests.Gguf;

/// <summary>
/// Mutated headers: the reader answers with a description or a refusal, in bounded time and memory, whatever the bytes. Millions of
/// them: bench/run gguf.
/// </summary>
public sealed class GgufFuzzTests
{
    private const int ConstructedCases = 85_000;
    private const int RichCases = 10_000;
    private const int RealCases = 5_000;
    private const int CaseMsMax = 30_000;
    private const long CaseBytesMax = 64L << 20;

    [Fact]
    public void A_hundred_thousand_mutated_headers_are_described_or_refused()
    {
        byte[] constructed = GgufSamples.Model().ToArray();
        byte[] rich = GgufSamples.Rich().ToArray();
        byte[] real = File.ReadAllBytes(GgufSamples.Demonstration);
        byte[] realHeader = real[..(int)GgufReader.Read(GgufSamples.Demonstration).DataOffset];

        int accepted = Mutate(constructed, constructed.Length, ConstructedCases) + Mutate(rich, rich.Length, RichCases)
            + Mutate(realHeader, real.Length, RealCases);

        // The mutations have to reach behind the first checks, else nothing was tested.
        Assert.InRange(accepted, 5_000, ConstructedCases + RichCases + RealCases - 5_000);
    }

    [Fact]
    public void The_map_of_a_header_ends_where_its_tensors_are_told()
    {
        byte[] bytes = GgufSamples.Model().ToArray();
        GgufHeaderMap map = GgufHeaderMap.Of(bytes);
        GgufFile file = GgufSamples.Read(bytes);
        Assert.Equal(file.Metadata.Length, map.Entries.Length);
        (int at, int width) = map.Numbers[^1];
        Assert.InRange(file.DataOffset, at + width, at + width + file.AlignmentBytes);
    }

    private static int Mutate(byte[] original, int fileLength, int cases)
    {
        GgufMutator mutator = new(original);
        int accepted = 0;
        Parallel.For(0, cases, seed =>
        {
            byte[] mutated = mutator.Mutated((ulong)seed);
            int length = mutated.Length < original.Length ? mutated.Length : fileLength;
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            try
            {
                GgufFile file = GgufSamples.Read(mutated, length: length);
                Assert.True(GgufMemoryEstimate.For(file, 0).TotalBytes >= 0, $"seed {seed}: negative estimate");
                Interlocked.Increment(ref accepted);
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
        });
        return accepted;
    }
}
