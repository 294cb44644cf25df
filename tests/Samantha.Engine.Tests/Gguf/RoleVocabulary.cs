namespace Samantha.Engine.Tests.Gguf;

/// <summary>Small vocabularies of every kind of tokenizer, with the markers of several families of templates among their tokens.</summary>
internal static class RoleVocabulary
{
    public const int ControlType = 3;
    public const int UserDefinedType = 4;
    private const int NormalType = 1;
    private const int ByteType = 6;

    private static readonly string[] Markers =
    [
        "<s>", "</s>", "<|im_start|>", "<|im_end|>", "<|eot_id|>", "<|start_header_id|>", "<|end_header_id|>", "[INST]", "[/INST]",
        "<|endoftext|>", "<start_of_turn>", "<end_of_turn>", "\u2581<|user|>", "<|\u00E9|>",
    ];

    private static readonly string[] Letters =
        [.. Enumerable.Range(33, 94).Select(code => ((char)code).ToString()), "im", "_start", "<|", "|>", "user"];

    public static GgufWriter Of(string kind, int markerType, bool withTemplate = true)
    {
        string[] bytes = kind switch
        {
            "gpt2" => [.. Enumerable.Range(0, 256).Select(GptByte)],
            "bert" => ["\u2581the", "##a", "\u2581a"],
            _ => [.. Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>")],
        };
        string[] letters = kind switch
        {
            "gpt2" => ["im", "<|", "|>", "user"],
            "bert" => [.. Letters.Select(letter => "\u2581" + letter), .. Letters.Select(letter => "##" + letter)],
            _ => ["\u2581", "\n", .. Letters],
        };
        int byteType = kind is "gpt2" or "bert" ? NormalType : ByteType;
        string[] special = kind == "bert" ? ["[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"] : ["<unk>"];
        (string Text, int Type)[] tokens =
        [
            .. special.Select((text, id) => (text, id == 0 ? 2 : ControlType)),
            .. Markers.Select(text => (text, markerType)),
            .. bytes.Select(text => (text, byteType)),
            .. letters.Select(text => (text, NormalType)),
        ];
        tokens = [.. tokens.DistinctBy(token => token.Text)];
        GgufWriter writer = GgufSamples.Model(
                "tokenizer.ggml.model", "tokenizer.ggml.tokens", "tokenizer.ggml.scores", "tokenizer.ggml.token_type",
                "tokenizer.ggml.bos_token_id", "tokenizer.chat_template", "tensors")
            .Add("tokenizer.ggml.model", kind)
            .Add("tokenizer.ggml.tokens", [.. tokens.Select(token => token.Text)])
            .Add("tokenizer.ggml.token_type", [.. tokens.Select(token => token.Type)]);
        if (withTemplate)
        {
            writer.Add("tokenizer.chat_template", "{% for m in messages %}<|im_start|>{{ m.role }}{% endfor %}");
        }

        return kind switch
        {
            "gpt2" => writer.Add("tokenizer.ggml.pre", "gpt-2")
                .Add("tokenizer.ggml.merges", ["i m", "< |", "| >", "u s", "us e", "use r"])
                .Add("tokenizer.ggml.eos_token_id", 2u),
            "bert" => writer.Add("tokenizer.ggml.seperator_token_id", 2u).Add("tokenizer.ggml.cls_token_id", 1u),
            _ => writer.Add("tokenizer.ggml.scores", [.. tokens.Select(token => (float)-token.Text.Length)])
                .Add("tokenizer.ggml.eos_token_id", 2u),
        };
    }

    /// <summary>How a vocabulary of the GPT-2 kind writes a byte: printable ones as themselves, the others moved up.</summary>
    private static string GptByte(int value)
    {
        bool isPlain = value is (>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174 and <= 255);
        int moved = 256 + Enumerable.Range(0, value).Count(
            below => below is not ((>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174 and <= 255)));
        return ((char)(isPlain ? value : moved)).ToString();
    }
}
