using System.Diagnostics;
using System.Globalization;
using Samantha.Engine.Gguf;
using Samantha.Engine.Tests.Gguf;

namespace Samantha.Bench.Hostile;

/// <summary>
/// Mutated headers by the million: half of them of a small constructed model, half of the demonstration model. Counts what was taken
/// and refused; anything else than the two is a defect and ends it. Reports the slowest case and the one that took most memory.
/// </summary>
internal static class GgufBenchmark
{
    private const int CountDefault = 1_000_000;

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        int count = CountDefault;
        if (args is ["--count", var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int wish))
        {
            count = wish;
        }
        else if (args.Length > 0)
        {
            errors.WriteLine("usage: bench gguf [--count N]");
            return 2;
        }

        string demonstration = BenchPlaces.Find().DemonstrationModel;
        byte[] header = File.ReadAllBytes(demonstration)[..(int)GgufReader.Read(demonstration).DataOffset];
        BenchReport report = new("Mutated headers of model files", ["header", "cases", "taken", "refused", "slowest ms", "most KB"]);
        Measure(report, "constructed", Small(), Small().Length, count / 2);
        Measure(report, "demonstration model", header, new FileInfo(demonstration).Length, count - (count / 2));
        report.Write(output);
        return 0;
    }

    private static void Measure(BenchReport report, string name, byte[] header, long fileBytes, int cases)
    {
        GgufMutator mutator = new(header);
        Lock gate = new();
        int taken = 0, refused = 0;
        double slowestMs = 0;
        long mostBytes = 0;
        Parallel.For(0, cases, seed =>
        {
            byte[] mutated = mutator.Mutated((ulong)seed);
            long length = mutated.Length < header.Length ? mutated.Length : fileBytes;
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            bool isTaken = IsTaken(mutated, length, seed);
            double ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            lock (gate)
            {
                taken += isTaken ? 1 : 0;
                refused += isTaken ? 0 : 1;
                slowestMs = Math.Max(slowestMs, ms);
                mostBytes = Math.Max(mostBytes, bytes);
            }
        });
        report.Add(
            name, Number(cases), Number(taken), Number(refused), slowestMs.ToString("F1", CultureInfo.InvariantCulture),
            Number(mostBytes / 1024));
    }

    private static bool IsTaken(byte[] bytes, long length, int seed)
    {
        using MemoryStream stream = new(bytes);
        try
        {
            _ = GgufMemoryEstimate.For(GgufReader.Read(stream, length, "sample.gguf", GgufLimits.Default), 0);
            return true;
        }
        catch (GgufException)
        {
            return false;
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"seed {seed} broke the reader", problem);
        }
    }

    private static byte[] Small() => new GgufWriter()
        .Add("general.architecture", "llama")
        .Add("llama.context_length", 2048u)
        .Add("llama.embedding_length", 64u)
        .Add("llama.block_count", 2u)
        .Add("llama.feed_forward_length", [128, 64])
        .Add("llama.attention.head_count", 4u)
        .Add("llama.attention.head_count_kv", [2, 1])
        .Add("llama.expert_count", 8u)
        .Add("llama.expert_used_count", 2u)
        .Add("tokenizer.ggml.model", "llama")
        .Add("tokenizer.ggml.tokens", ["<unk>", "<s>", "</s>", "a", "b"])
        .Add("tokenizer.ggml.scores", [0f, 0f, 0f, -1f, -2f])
        .Add("tokenizer.ggml.token_type", [2, 3, 3, 1, 1])
        .AddTensor("token_embd.weight", 8, [64, 5], 340)
        .AddTensor("output_norm.weight", 0, [64], 256)
        .ToArray();

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
