using System.Collections.Immutable;

namespace Samantha.Engine.Gguf;

/// <summary>
/// What must hold between the values of a header for llama.cpp not to end its process while it loads them (its assertions),
/// and for the file to be a language model at all.
/// </summary>
internal static class GgufModelRules
{
    /// <summary>LLAMA_MAX_LAYERS.</summary>
    public const int LayersMax = 512;

    /// <summary>LLAMA_MAX_EXPERTS.</summary>
    public const int ExpertsMax = 1_024;

    public const int EmbeddingLengthMax = 1 << 20;
    public const int FeedForwardLengthMax = 1 << 24;
    public const int HeadsMax = 1 << 16;
    public const int ArchitectureCharactersMax = 64;

    /// <summary>Models without attention in any layer: zero heads are right there.</summary>
    private static readonly string[] WithoutHeads = ["mamba", "mamba2", "rwkv6", "rwkv6qwen2", "rwkv7", "arwkv7"];

    private static readonly string[] RopeScalings = ["none", "linear", "yarn", "longrope"];

    public static bool IsPerLayer(string key) =>
        key.EndsWith("head_count", StringComparison.Ordinal)
        || key.EndsWith("head_count_kv", StringComparison.Ordinal)
        || key.EndsWith("feed_forward_length", StringComparison.Ordinal)
        || key.EndsWith("expert_used_count", StringComparison.Ordinal);

    public static string CheckedArchitecture(GgufKeys keys)
    {
        const string Key = "general.architecture";
        string architecture = keys.Text(Key)
            ?? throw keys.Problem(GgufProblem.InvalidModel, Key, "the key is missing; the file is no language model");
        bool isName = architecture.Length is > 0 and <= ArchitectureCharactersMax
            && architecture.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        if (!isName)
        {
            throw keys.Problem(
                GgufProblem.InvalidModel, Key, $"{GgufMetadataReader.Quoted(architecture)} is no name of an architecture");
        }

        if (keys.Find("general.type") is GgufText { Value: "adapter" })
        {
            throw keys.Problem(
                GgufProblem.InvalidModel, "general.type", "this is an adapter (LoRA) for another model, not a model");
        }

        return architecture is "clip" or "mmproj"
            ? throw keys.Problem(
                GgufProblem.InvalidModel, Key, "this is the image part of a model (projector); choose the language model's file")
            : architecture;
    }

    public static int CheckedAlignment(GgufKeys keys)
    {
        const string Key = "general.alignment";

        // llama.cpp's own buffers start at multiples of 32, and it asserts that the data of a mapped file does, too.
        const int Default = 32;
        const int Max = 4_096;
        long alignment = keys.Integer(Key, Default, Max) ?? Default;
        return (alignment & (alignment - 1)) == 0
            ? (int)alignment
            : throw keys.Problem(GgufProblem.InvalidModel, Key, $"{alignment} is no power of two");
    }

    public static GgufShape CheckedShape(GgufKeys keys, string architecture)
    {
        int layers = (int)keys.RequiredInteger($"{architecture}.block_count", 1, LayersMax);
        int context = (int)keys.RequiredInteger($"{architecture}.context_length", 1, int.MaxValue);
        int embedding = (int)keys.RequiredInteger($"{architecture}.embedding_length", 1, EmbeddingLengthMax);
        keys.Integer($"{architecture}.nextn_predict_layers", 0, layers);
        ImmutableArray<long> heads = keys.PerLayer($"{architecture}.attention.head_count", layers, 0, HeadsMax);
        ImmutableArray<long> kvHeads = keys.PerLayer($"{architecture}.attention.head_count_kv", layers, 0, HeadsMax);
        CheckHeads(keys, architecture, heads);
        CheckExperts(keys, architecture, layers);
        CheckNumbers(keys, architecture);
        int headsMax = (int)heads.DefaultIfEmpty(0).Max();
        kvHeads = kvHeads.IsEmpty ? heads : kvHeads;
        int headLength = headsMax == 0 ? 0 : embedding / headsMax;

        // A divisor wherever there are heads.
        int lengthMin = headsMax == 0 ? 0 : 1;
        return new GgufShape(
            context,
            layers,
            embedding,
            (int)keys.PerLayer($"{architecture}.feed_forward_length", layers, 0, FeedForwardLengthMax).DefaultIfEmpty(0).Max(),
            headsMax,
            (int)kvHeads.DefaultIfEmpty(0).Max(),
            kvHeads.Sum(),
            (int)(keys.Integer($"{architecture}.attention.key_length", lengthMin, EmbeddingLengthMax) ?? headLength),
            (int)(keys.Integer($"{architecture}.attention.value_length", lengthMin, EmbeddingLengthMax) ?? headLength));
    }

    private static void CheckHeads(GgufKeys keys, string architecture, ImmutableArray<long> heads)
    {
        string key = $"{architecture}.attention.head_count";
        if (WithoutHeads.Contains(architecture, StringComparer.Ordinal))
        {
            return;
        }

        if (heads.IsEmpty)
        {
            throw keys.Problem(GgufProblem.InvalidModel, key, "the key is missing; without it llama.cpp cannot load a model");
        }

        if (heads.All(count => count == 0))
        {
            throw keys.Problem(GgufProblem.InvalidModel, key, $"no layer has attention heads, which {architecture} needs");
        }
    }

    private static void CheckExperts(GgufKeys keys, string architecture, int layers)
    {
        string usedKey = $"{architecture}.expert_used_count";
        string groupsKey = $"{architecture}.expert_group_count";
        string groupsUsedKey = $"{architecture}.expert_group_used_count";
        long experts = keys.Integer($"{architecture}.expert_count", 0, ExpertsMax) ?? 0;
        long used = keys.PerLayer(usedKey, layers, 0, ExpertsMax).DefaultIfEmpty(0).Max();
        long groups = keys.Integer(groupsKey, 0, ExpertsMax) ?? 0;
        long groupsUsed = keys.Integer(groupsUsedKey, 0, ExpertsMax) ?? 0;

        // These two treat a single expert as none and load with it.
        bool isLenient = architecture is "hunyuan_vl" or "hunyuan-dense" && experts <= 1;
        if (!isLenient && (used > experts || (experts > 0 && used == 0)))
        {
            throw keys.Problem(GgufProblem.InvalidModel, usedKey, $"{used} of {experts} experts are used; that is not possible");
        }

        if (groups > 0 && groups >= experts)
        {
            throw keys.Problem(GgufProblem.InvalidModel, groupsKey, $"{experts} experts in {groups} groups are not possible");
        }

        if (groups > 1 && (experts % groups != 0 || groupsUsed == 0 || groupsUsed >= groups))
        {
            throw keys.Problem(
                GgufProblem.InvalidModel,
                groupsUsedKey,
                $"{groupsUsed} of {groups} groups of {experts} experts are not possible");
        }
    }

    private static void CheckNumbers(GgufKeys keys, string architecture)
    {
        foreach (string key in keys.Keys.Where(key => key.EndsWith("_epsilon", StringComparison.Ordinal)))
        {
            if (keys.Float(key) is double epsilon && !(epsilon >= 0 && double.IsFinite(epsilon)))
            {
                throw keys.Problem(GgufProblem.InvalidModel, key, $"its value is {epsilon}; a number of 0 or more is needed");
            }
        }

        string scalingKey = $"{architecture}.rope.scaling.type";
        if (keys.Text(scalingKey) is string scaling && !RopeScalings.Contains(scaling, StringComparer.Ordinal))
        {
            throw keys.Problem(
                GgufProblem.InvalidModel,
                scalingKey,
                $"{GgufMetadataReader.Quoted(scaling)} is not known; {string.Join(", ", RopeScalings)} are");
        }
    }
}
