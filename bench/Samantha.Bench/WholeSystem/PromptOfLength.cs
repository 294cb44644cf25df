using Samantha.Engine.Client;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;

namespace Samantha.Bench.WholeSystem;

/// <summary>
/// Makes a prompt that has exactly so many tokens for a model once its chat template is around it. Counts with an engine of its
/// own that loads only the vocabulary, and ends it.
/// </summary>
internal static class PromptOfLength
{
    /// <summary>The demonstration model answers a row of numbers with a long program; most other prompts end it early.</summary>
    private const int CountTo = 10;

    /// <summary>Endings that change the count by little, where whole numbers step over the length.</summary>
    private static readonly string[] Endings = ["", " ", "  ", " 1", "\n", " \n", ".", " 1 2", " 1."];

    public static async Task<string> MakeAsync(BenchPlaces places, string model, int tokens, CancellationToken cancellation)
    {
        EngineOptions options = new EngineOptions(EngineLibraries.Find(places.Root)).For(GgufReader.Read(model));
        await using EngineClient engine = await EngineClient.StartAsync(
            new EngineCommand("dotnet", [places.Program, "engine"]), options, cancellation);
        await engine.LoadAsync(new LoadRequest(model) { VocabularyOnly = true }, null, cancellation);

        async Task<int> CountAsync(string text) =>
            (await engine.CountAsync([new EngineMessage(EngineRole.User, text)], cancellation)).PromptTokens;

        int words = await LargestAsync(tokens, async count => await CountAsync(Text(count)) <= tokens);
        for (int fewer = 0; fewer < CountTo && fewer < words; fewer++)
        {
            foreach (string ending in Endings)
            {
                string text = Text(words - fewer) + ending;
                if (await CountAsync(text) == tokens)
                {
                    return text;
                }
            }
        }

        throw new InvalidOperationException($"no prompt of exactly {tokens} tokens was found for {model}");
    }

    /// <summary>What a ChatML template makes of the prompt; both models of this benchmark have one.</summary>
    public static string InChatMl(string prompt) => $"<|im_start|>user\n{prompt}<|im_end|>\n<|im_start|>assistant\n";

    private static async Task<int> LargestAsync(int limit, Func<int, Task<bool>> fits)
    {
        int low = 1, high = limit;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = await fits(middle) ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private static string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(i => (i % CountTo) + 1));
}
