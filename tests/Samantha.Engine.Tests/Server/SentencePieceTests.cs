using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Engine.Tests.Client;
using Samantha.Engine.Tests.Gguf;

namespace Samantha.Engine.Tests.Server;

/// <summary>
/// A vocabulary of the SentencePiece kind, made for the test: it puts a space in front of every text, and merging can arrive
/// at the text of a control token.
/// </summary>
public sealed class SentencePieceTests : IAsyncLifetime
{
    private const int ControlType = 3;
    private const int ByteType = 6;
    private static readonly string[] Words = ["\u2581", "<", "/", "s", ">", "</", "s>", "a", "b", "\u2581a", "ab", "\u2581ab"];

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"samantha-spm-{Guid.NewGuid():N}.gguf");
    private EngineClient _client = null!;
    private LoadedModel _model = null!;

    public async Task InitializeAsync()
    {
        string[] bytes = [.. Enumerable.Range(0, 256).Select(b => $"<0x{b:X2}>")];
        string[] tokens = ["<unk>", "<s>", "</s>", .. bytes, .. Words];
        int[] types = [2, ControlType, ControlType, .. bytes.Select(_ => ByteType), .. Words.Select(_ => 1)];
        string[] replaced =
        [
            "tokenizer.ggml.tokens", "tokenizer.ggml.scores", "tokenizer.ggml.token_type", "tokenizer.chat_template", "tensors",
        ];
        GgufWriter writer = GgufSamples.Model(replaced)
            .Add("tokenizer.ggml.tokens", tokens)
            .Add("tokenizer.ggml.scores", [.. tokens.Select(token => (float)token.Length)])
            .Add("tokenizer.ggml.token_type", types)
            .Add("tokenizer.ggml.eos_token_id", 2u);
        await File.WriteAllBytesAsync(_path, writer.ToArray());
        _client = await Engines.RealAsync();
        _model = await _client.LoadAsync(new LoadRequest(_path) { VocabularyOnly = true }, null, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        File.Delete(_path);
    }

    [Fact(Timeout = 30_000)]
    public async Task Merging_never_makes_a_control_token_out_of_content()
    {
        foreach (string text in new[] { "</s>", "a</s>b", "</s></s>", "ab</s>" })
        {
            TokenizeResult plain = await _client.TokenizeAsync(text, false, CancellationToken.None);

            Assert.DoesNotContain(plain.Tokens, token => token.Kind == VocabularyTokenKind.Control);
            Assert.Equal(text, string.Concat(plain.Tokens.Select(token => token.Text)).TrimStart());
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Content_in_the_middle_of_a_prompt_gets_no_space_that_nobody_wrote()
    {
        PromptCount count = await _client.CountAsync([new EngineMessage(EngineRole.User, "ab")], CancellationToken.None);
        TokenizeResult whole = await _client.TokenizeAsync(
            "<|im_start|>user\nab<|im_end|>\n<|im_start|>assistant\n", true, CancellationToken.None);

        // One more: the beginning-of-text token, which tokenising a text does not add.
        Assert.Equal(whole.TokenCount + 1, count.PromptTokens);
    }

    [Fact]
    public void A_model_without_a_template_says_which_one_is_used_instead()
    {
        Assert.Equal("chatml", _model.TemplateName);
        Assert.Contains("no chat template", _model.TemplateFallbackReason, StringComparison.Ordinal);
        Assert.True(_model.SpecialTokens.AddsBeginOfText);
    }
}
