namespace Samantha.Engine.Gguf;

/// <summary>
/// What must hold between the arrays of a tokenizer: llama.cpp takes the bytes of some of them for what they ought to be, and reads
/// as many as there are tokens.
/// </summary>
internal static class GgufVocabularyRules
{
    private static readonly (string Key, GgufValueType[] Types, bool PerToken)[] Arrays =
    [
        ("tokenizer.ggml.scores", [GgufValueType.F32], true),
        ("tokenizer.ggml.token_type", [GgufValueType.I32, GgufValueType.U32], true),
        ("tokenizer.ggml.merges", [GgufValueType.Text], false),
        ("tokenizer.ggml.precompiled_charsmap", [GgufValueType.U8, GgufValueType.I8], false),
    ];

    /// <returns>The number of tokens.</returns>
    public static int Check(GgufKeys keys)
    {
        if (keys.Find(GgufMetadataReader.TokensKey) is not GgufArray { ElementType: GgufValueType.Text } tokens)
        {
            throw keys.Problem(GgufProblem.MalformedVocabulary, GgufMetadataReader.TokensKey, "the file has no vocabulary");
        }

        foreach ((string key, GgufValueType[] types, bool isPerToken) in Arrays)
        {
            if (keys.Find(key) is GgufValue value)
            {
                CheckArray(keys, key, value, types, isPerToken ? tokens.Count : 0);
            }
        }

        return tokens.Count == 0
            ? throw keys.Problem(GgufProblem.MalformedVocabulary, GgufMetadataReader.TokensKey, "the vocabulary is empty")
            : (int)tokens.Count;
    }

    private static void CheckArray(GgufKeys keys, string key, GgufValue value, GgufValueType[] types, long countMin)
    {
        if (value is not GgufArray array || !types.Contains(array.ElementType))
        {
            string found = value is GgufArray other ? $"an array of {other.ElementType}" : $"{value.Type}";
            throw keys.Problem(
                GgufProblem.MalformedVocabulary, key, $"it is {found}; an array of {string.Join(" or ", types)} is expected");
        }

        if (array.Count < countMin)
        {
            throw keys.Problem(
                GgufProblem.MalformedVocabulary, key, $"it must have an element for each of the {countMin} tokens");
        }
    }
}
