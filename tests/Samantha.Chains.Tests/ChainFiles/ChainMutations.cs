using System.Globalization;
using System.Text.Json.Nodes;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;
using Samantha.Chains.Sweeps;

namespace Samantha.Chains.Tests.ChainFiles;

/// <summary>A chain with every setting in it, and the same with one of them changed, for each.</summary>
internal static class ChainMutations
{
    /// <summary>Members that cannot change a response: how the chain is called, where prompts stand in their file.</summary>
    private static readonly string[] s_idle = ["name", "description", "show-html", "span", "line", "column", "diagnostics"];

    private static readonly string[] s_words =
    [
        "on", "off", "auto", "next-step", "next-model", "stop", "fail", "drop-oldest-feedback", "never", "always", "literal", "as-written",
        "full-text", "partial-text", "ordinary", "pre", "final", "08:15:00", "00:00:07",
    ];

    public static ChainDefinition Everything { get; } = new()
    {
        Name = "everything",
        Description = "described",
        Models =
        [
            new ModelEntry("m.gguf", "m", new HyperparameterOverrides { Temperature = 0.1, TopK = 5 }, new EngineSettings(2, 64, FlashAttention.On)),
            ModelEntry.Of("n.gguf"),
        ],
        SystemPrompt = "system",
        PreviousResponse = "previous",
        Prompts = PromptListParser.Parse("{temperature=0.5}first\n$$$\nuse full_text and partial_text\n$$$\n", "list"),
        Loops = RepeatCount.Of(3),
        Responses = RepeatCount.Of(2),
        FeedbackLoop = true,
        CumulativeResponse = true,
        RunCode = true,
        Code = new CodeSettings
        {
            Network = true, Readable = [new CodeFolder("/r", "r")], Writable = [new CodeFolder("/w", "w")],
            Limits = CodeLimits.Default with { Processes = 7 },
        },
        ShuffleModels = true,
        ResetModel = false,
        RandomHyperparameters = RandomRanges.Default,
        Sweep = new SweepSettings([new SweepBlock([new SweepAxis("top_k", ["3", "4"])])]),
        Hyperparameters = new HyperparameterOverrides
        {
            Temperature = 0.7, TfsZ = 0.9, TopP = 0.8, MinP = 0.1, TypicalP = 0.7, TopK = 40, PresencePenalty = 0.1,
            FrequencyPenalty = 0.2, RepeatPenalty = 1.1, PenaltyLastTokens = 64, MaxTokens = 100, ContextTokens = 512, Seed = 42,
            Stop = ["END"],
        },
        Engine = new EngineSettings(3, 32, FlashAttention.Off),
        Schedule = Schedule.Auto,
        OnError = OnError.NextStep,
        OnOverflow = OnOverflow.DropOldestFeedback,
        Stop = new StopSettings(
            "LINE", "a+", 1000, TimeSpan.FromHours(2), 10, 5, true, "OUT", "b+", 3, new TimeOnly(7, 0), 9, 5_000_000, 6_000_000, 8),
    };

    public static IEnumerable<(string Path, ChainDefinition Chain)> Of(ChainDefinition chain)
    {
        string json = ChainJson.Serialize(chain);
        foreach (string[] path in Leaves(JsonNode.Parse(json), []).ToList())
        {
            if (path.Intersect(s_idle).Any())
            {
                continue;
            }

            yield return (string.Join(' ', path), Changed(json, path)
                ?? throw new InvalidOperationException($"No other value is known for {string.Join(' ', path)}."));
        }
    }

    private static ChainDefinition? Changed(string json, string[] path)
    {
        foreach (JsonNode? value in Others(At(JsonNode.Parse(json)!, path)))
        {
            JsonNode root = JsonNode.Parse(json)!;
            JsonNode parent = At(root, path[..^1])!;
            if (parent is JsonArray items)
            {
                items[int.Parse(path[^1], CultureInfo.InvariantCulture)] = value;
            }
            else
            {
                parent[path[^1]] = value;
            }

            try
            {
                ChainDefinition changed = ChainJson.Deserialize(root.ToJsonString());
                if (ChainJson.Serialize(changed) != json)
                {
                    return changed;
                }
            }
            catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
            {
                // Not a value of this setting.
            }
        }

        return null;
    }

    private static IEnumerable<JsonNode?> Others(JsonNode? leaf) => leaf?.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.True => [false],
        System.Text.Json.JsonValueKind.False => [true],
        System.Text.Json.JsonValueKind.Number => [leaf.GetValue<double>() + 1, leaf.GetValue<double>() + 0.125],
        System.Text.Json.JsonValueKind.String => [leaf.GetValue<string>() + "x", .. s_words.Select(word => (JsonNode)word)],
        _ => [true, 3, 0.25, "text", .. s_words.Select(word => (JsonNode)word), new JsonObject(), new JsonArray()],
    };

    private static IEnumerable<string[]> Leaves(JsonNode? node, string[] path) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value, [.. path, member.Key])),
        JsonArray items => items.SelectMany((item, at) => Leaves(item, [.. path, at.ToString(CultureInfo.InvariantCulture)])),
        _ => [path],
    };

    private static JsonNode? At(JsonNode node, string[] path) => path.Aggregate((JsonNode?)node, (at, step) =>
        at is JsonArray items ? items[int.Parse(step, CultureInfo.InvariantCulture)] : at?[step]);
}
