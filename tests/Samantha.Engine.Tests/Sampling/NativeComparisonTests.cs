using System.Runtime.InteropServices;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;
using Samantha.Engine.Tests.Client;

namespace Samantha.Engine.Tests.Sampling;

/// <summary>The managed samplers against llama.cpp's own, on what the demonstration model really returns.</summary>
public sealed class NativeComparisonTests(NativeComparisonTests.RealRows rows) : IClassFixture<NativeComparisonTests.RealRows>
{
    /// <summary>A sum of probabilities in single precision may fall on the other side of a limit.</summary>
    private const double DisagreeingShareMax = 0.03;

    public static TheoryData<string, float> Filters => new()
    {
        { "top_k", 1 }, { "top_k", 40 }, { "top_k", 500 },
        { "top_p", 0.1f }, { "top_p", 0.5f }, { "top_p", 0.95f }, { "top_p", 0.999f },
        { "min_p", 0.01f }, { "min_p", 0.05f }, { "min_p", 0.5f },
        { "typical_p", 0.2f }, { "typical_p", 0.7f }, { "typical_p", 0.95f },
        { "top_n_sigma", 0.5f }, { "top_n_sigma", 1 }, { "top_n_sigma", 2.5f },
        { "xtc", 0.02f }, { "xtc", 0.1f }, { "xtc", 0.3f },
        { "mirostat", 1 }, { "mirostat", 3 }, { "mirostat", 5 },
        { "mirostat_v2", 0.5f }, { "mirostat_v2", 2 }, { "mirostat_v2", 5 },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_filter_keeps_the_candidates_that_llama_cpp_keeps(string name, float value)
    {
        int disagreeing = 0;
        foreach (float[] logits in rows.All)
        {
            using NativeSampler native = Native(name, value, logits.Length);
            HashSet<int> expected = [.. native.Apply(logits).Keys];

            CandidateList list = CandidateList.FromLogits(logits);
            Managed(name, value, logits, list);

            disagreeing += expected.SetEquals(list.Tokens.ToArray()) ? 0 : 1;
        }

        Assert.True(rows.All.Count >= 100);
        Assert.InRange(disagreeing, 0, (int)(DisagreeingShareMax * rows.All.Count));
    }

    [Theory]
    [InlineData(0.8, 1.75, 2, -1)]
    [InlineData(2, 1.1, 1, -1)]
    [InlineData(1, 2, 3, 12)]
    public void Dry_lowers_what_llama_cpp_lowers_by_as_much(double multiplier, double @base, int allowed, int last)
    {
        DrySettings settings = new() { Multiplier = multiplier, Base = @base, AllowedLength = allowed, LastTokens = last, Breakers = [] };
        using NativeSampler native = NativeSampler.Dry(settings);
        DryPenalty managed = new(settings, new HashSet<int>());
        SamplingRandom random = new(5);
        float[] flat = new float[8];
        int lowered = 0;
        for (int step = 0; step < 300; step++)
        {
            float[] ours = [.. flat];
            managed.Apply(ours);
            Dictionary<int, float> theirs = native.Apply(flat);
            for (int token = 0; token < flat.Length; token++)
            {
                Assert.Equal(theirs[token], ours[token], 1e-3f * Math.Max(1, Math.Abs(theirs[token])));
                lowered += ours[token] < 0 ? 1 : 0;
            }

            // Few tokens, so that there is much to repeat.
            int next = (int)(random.NextDouble() * 3);
            native.Accept(next);
            managed.Add(next);
        }

        Assert.True(lowered > 20);
    }

    private static NativeSampler Native(string name, float value, int vocabularySize) => name switch
    {
        "top_k" => NativeSampler.TopK((int)value),
        "top_p" => NativeSampler.TopP(value),
        "min_p" => NativeSampler.MinP(value),
        "typical_p" => NativeSampler.Typical(value),
        "top_n_sigma" => NativeSampler.TopNSigma(value),
        "xtc" => NativeSampler.Xtc(value),
        "mirostat" => NativeSampler.Mirostat(vocabularySize, value),
        _ => NativeSampler.MirostatV2(value),
    };

    private static void Managed(string name, float value, float[] logits, CandidateList list)
    {
        switch (name)
        {
            case "top_k":
                TopKFilter.Select(logits, (int)value, list);
                break;
            case "top_p":
                TopPFilter.Apply(list, value);
                break;
            case "min_p":
                MinPFilter.Apply(list, value);
                break;
            case "typical_p":
                TypicalFilter.Apply(list, value);
                break;
            case "top_n_sigma":
                TopNSigmaFilter.Apply(list, TopNSigmaFilter.LowestLogit(logits, value));
                break;
            case "xtc":
                XtcFilter.Apply(list, value);
                break;
            default:
                new Mirostat(name == "mirostat" ? 1 : 2, value, 0.1, logits.Length).Apply(list, 1);
                break;
        }
    }

    /// <summary>What the demonstration model returns at each place of some of its responses.</summary>
    public sealed class RealRows : IAsyncLifetime
    {
        private static readonly string[] s_prompts =
            ["Who are you?", "Create a sentence about love.", "Write a poem about the sea.", "What is 12 + 7?", "Quem é você?",
                "Create a Python code that prints 'Hello, world!'."];

        public List<float[]> All { get; } = [];

        public async Task InitializeAsync()
        {
            await using EngineClient client = await Engines.LoadedAsync();
            foreach (string prompt in s_prompts)
            {
                GenerateRequest request = Engines.Ask(prompt) with
                {
                    Sampling = new SamplingSettings { Temperature = 1.2 }, Seed = 3, MaxTokens = 60,
                };
                GenerationResult response = await client.GenerateAsync(request, null, CancellationToken.None);
                if (response.TokenIds.Length > 0)
                {
                    await client.EvaluateAsync(
                        new EvaluateRequest(request.Messages, response.TokenIds, request.Sampling, request.Seed, 1),
                        row => All.Add(MemoryMarshal.Cast<byte, float>(row.Logits).ToArray()),
                        CancellationToken.None);
                }
            }
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
