using System.Runtime.InteropServices;
using System.Text.Json;
using Samantha.Engine.Client;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Comparing;

/// <summary>The real program compares real models; its numbers are compared with plain loops over the rows of logits.</summary>
public sealed class CompareModelsTests : IDisposable
{
    private const string Text = "Love is a fire that burns without being seen. The sea is blue, and the sky above it is wide.";

    private static readonly string s_model = Path.Combine(Repo.Root, "models", "samantha-mini-f16.gguf");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task A_model_agrees_with_itself_at_every_token_and_leaves_nothing_behind()
    {
        JsonElement result = await CompareAsync(s_model, s_model);

        Assert.Equal((1.0, 0.0), (result.GetProperty("agreement").GetDouble(), result.GetProperty("klMaxBits").GetDouble()));
        Assert.False(result.TryGetProperty("firstDivergence", out _));
        Assert.Equal(result.GetProperty("firstPerplexity").GetDouble(), result.GetProperty("secondPerplexity").GetDouble());
        Assert.Empty(Directory.GetFiles(_folder.Path, "logits-*"));
    }

    [Fact(Timeout = 120_000)]
    public async Task The_numbers_about_a_changed_copy_are_those_of_an_independent_computation()
    {
        string changed = Changed();
        JsonElement result = await CompareAsync(s_model, changed);
        int[] tokens = [.. result.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("token").GetInt32())];
        float[][] first = await RowsAsync(s_model, tokens);
        float[][] second = await RowsAsync(changed, tokens);

        double[] kl = [.. first.Zip(second, Kl)];
        JsonElement[] rows = [.. result.GetProperty("rows").EnumerateArray()];
        Assert.Equal(kl.Length, rows.Length);
        Assert.All(Enumerable.Range(0, kl.Length), n => Assert.Equal(kl[n], rows[n].GetProperty("klBits").GetDouble(), 1e-6 + (kl[n] * 1e-6)));
        Assert.Equal(kl.Average(), result.GetProperty("klMeanBits").GetDouble(), 6);
        int[] differing = [.. Enumerable.Range(0, kl.Length).Where(n => Best(first[n]) != Best(second[n]))];
        Assert.NotEmpty(differing);
        Assert.Equal(differing[0], result.GetProperty("firstDivergence").GetInt32());
        Assert.Equal(1 - ((double)differing.Length / kl.Length), result.GetProperty("agreement").GetDouble(), 9);
        double surprise = Enumerable.Range(0, tokens.Length - 1).Average(n => -Math.Log2(Probabilities(second[n])[tokens[n + 1]]));
        Assert.Equal(Math.Pow(2, surprise), result.GetProperty("secondPerplexity").GetDouble(), 4);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_table_has_a_row_for_each_token_and_a_longer_text_is_cut_and_said_to_be()
    {
        Outcome table = await RunAsync(s_model, "samantha-mini", "--tokens", "9", "--csv");
        Outcome words = await RunAsync(s_model, "samantha-mini", "--tokens", "9");

        table.AssertDone();
        words.AssertDone();
        Assert.Equal(10, table.Lines.Length);
        Assert.StartsWith("index,token,text,kl_bits,same_best", table.Lines[0], StringComparison.Ordinal);
        Assert.Contains("the first 9 of ", words.Out, StringComparison.Ordinal);
        Assert.Contains("Agreement", words.Out, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Models_with_other_vocabularies_are_refused_and_so_is_a_text_of_nothing()
    {
        string other = OtherVocabulary();

        (await RunAsync(s_model, other)).AssertFails(2, "the vocabularies differ in 1 of", "only models with the same vocabulary");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "text.txt"), "");
        (await SamanthaProcess.RunAsync(_folder.Path, "compare-models", s_model, s_model, "--text", Path.Combine(_folder.Path, "text.txt")))
            .AssertFails(2, "fewer than two tokens");
        (await SamanthaProcess.RunAsync(_folder.Path, "compare-models", s_model, s_model)).AssertFails(2, "no text was given");
    }

    private async Task<JsonElement> CompareAsync(string first, string second)
    {
        Outcome outcome = await RunAsync(first, second, "--json");
        outcome.AssertDone();
        return Assert.Single(outcome.JsonLines());
    }

    private async Task<Outcome> RunAsync(string first, string second, params string[] options)
    {
        string text = Path.Combine(_folder.Path, "text.txt");
        await File.WriteAllTextAsync(text, Text);
        return await SamanthaProcess.RunAsync(_folder.Path, ["compare-models", first, second, "--text", text, .. options]);
    }

    // Every sixteenth weight in the second half of the file has another sign.
    private string Changed()
    {
        byte[] bytes = File.ReadAllBytes(s_model);
        for (int at = (bytes.Length / 2) & ~1; at < bytes.Length - 2; at += 32)
        {
            bytes[at + 1] ^= 0x80;
        }

        return Write("changed.gguf", bytes);
    }

    // One token of the vocabulary is called otherwise.
    private string OtherVocabulary()
    {
        byte[] bytes = File.ReadAllBytes(s_model);
        int at = bytes.AsSpan().IndexOf("love"u8);
        Assert.InRange(at, 1, bytes.Length / 2);
        "lqve"u8.CopyTo(bytes.AsSpan(at));
        return Write("other.gguf", bytes);
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static async Task<float[][]> RowsAsync(string path, int[] tokens)
    {
        await using EngineClient engine = await EngineClient.StartAsync(
            new EngineCommand("dotnet", [SamanthaProcess.Program, "engine"]),
            new EngineOptions(EngineLibraries.Find(Repo.Root)).For(GgufReader.Read(path)),
            default);
        await engine.LoadAsync(new LoadRequest(path) { ContextTokens = tokens.Length }, null, default);
        var rows = new List<float[]>();
        await engine.EvaluateAsync(
            new EvaluateRequest([], [.. tokens], new SamplingSettings(), 0, EngineProtocol.EvaluateBatchMax),
            row => rows.Add(MemoryMarshal.Cast<byte, float>(row.Logits).ToArray()),
            default);
        return [.. rows];
    }

    private static double[] Probabilities(float[] row)
    {
        double highest = row.Max();
        double sum = row.Sum(logit => Math.Exp(logit - highest));
        return [.. row.Select(logit => Math.Exp(logit - highest) / sum)];
    }

    private static double Kl(float[] first, float[] second) =>
        Probabilities(first).Zip(Probabilities(second), (p, q) => p > 0 ? p * Math.Log2(p / q) : 0).Sum();

    private static int Best(float[] row) => Array.IndexOf(row, row.Max());
}
