using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;
using Samantha.Engine.Tests.Client;

namespace Samantha.Engine.Tests.Server;

/// <summary>
/// After a response that was interrupted, at whatever moment of its prefill or decode, the next one equals that of a fresh engine:
/// the same text from the same tokens, with the context reset and with the common beginning kept.
/// </summary>
public sealed class InterruptedResponseTests
{
    private const int InterruptsOfEachKind = 50;

    /// <summary>Long enough for several micro-batches, and shared by all prompts, so that there is something to keep.</summary>
    private static readonly string s_story =
        string.Concat(Enumerable.Range(0, 30).Select(i => $"Line {i} of a story of the sea and {i * 7} ships. "));

    private static readonly GenerateRequest[] s_known =
    [
        Request("Who are you?", 1), Request("What can you do?", 2), Request("Write a poem about the sea.", 3),
        Request("Create a sentence about love.", 4),
    ];

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_response_after_an_interrupt_equals_that_of_a_fresh_engine(bool resetContext)
    {
        List<GenerationResult> fresh = [];
        foreach (GenerateRequest known in s_known)
        {
            await using EngineClient own = await Engines.LoadedAsync();
            fresh.Add(await own.GenerateAsync(known, null, CancellationToken.None));
        }

        await using EngineClient client = await Engines.LoadedAsync();
        var random = new Random(11);
        int inPrefill = 0, inDecode = 0, kept = 0;
        for (int i = 0; i < InterruptsOfEachKind; i++)
        {
            GenerationResult cut = await InterruptAsync(client, random, resetContext, i % 2 == 0);
            inPrefill += cut.ResponseTokens == 0 ? 1 : 0;
            inDecode += cut.ResponseTokens > 0 ? 1 : 0;

            int at = i % s_known.Length;
            GenerationResult next = await client.GenerateAsync(
                s_known[at] with { ResetContext = resetContext }, null, CancellationToken.None);
            Assert.Equal(fresh[at].Text, next.Text);
            Assert.Equal(fresh[at].TokenIds.AsEnumerable(), next.TokenIds);

            // A second one uses what the first left behind.
            at = (at + 1) % s_known.Length;
            next = await client.GenerateAsync(s_known[at] with { ResetContext = resetContext }, null, CancellationToken.None);
            Assert.Equal(fresh[at].TokenIds.AsEnumerable(), next.TokenIds);
            kept += next.ReusedTokens;
        }

        Assert.True(inPrefill > 5 && inDecode > 5, $"{inPrefill} interrupts met the prefill and {inDecode} the decode");
        Assert.Equal(!resetContext, kept > 0);
    }

    /// <summary>A response that would go on until the window is full, cancelled at a random moment of its phase.</summary>
    private static async Task<GenerationResult> InterruptAsync(
        EngineClient client, Random random, bool resetContext, bool inPrefill)
    {
        using CancellationTokenSource cancel = new();
        int batch = random.Next(1, 4), tokens = random.Next(1, 60);
        GenerateRequest endless = Request("Count from 1 to 1000.", (ulong)random.Next()) with
        {
            MaxTokens = 0,
            ResetContext = resetContext,
            Sampling = new SamplingSettings { Temperature = 1.5, TopK = 40, RepeatPenalty = 0 },
        };
        return await client.GenerateAsync(
            endless,
            update =>
            {
                if (inPrefill ? update is PrefillProgress prompt && --batch == 0 && prompt.DoneTokens < prompt.TotalTokens
                    : update is TokensGenerated generated && generated.ResponseTokens >= tokens)
                {
                    cancel.Cancel();
                }
                else if (inPrefill && update is TokensGenerated)
                {
                    cancel.Cancel(); // The prefill was faster.
                }
            },
            cancel.Token);
    }

    private static GenerateRequest Request(string prompt, ulong seed) => Engines.Ask(s_story + prompt) with
    {
        Sampling = new SamplingSettings { Temperature = 1.5, TopK = 40 }, Seed = seed, MaxTokens = 24,
    };
}
