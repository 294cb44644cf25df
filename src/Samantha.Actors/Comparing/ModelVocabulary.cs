using Samantha.Actors.Models;
using Samantha.Chains.Evidence;
using Samantha.Engine.Client;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Comparing;

/// <summary>A model's vocabulary, read by an engine that loads no weights.</summary>
/// <param name="File">What the model's header says.</param>
/// <param name="Tokens">Of each token its bytes in hex and its kind.</param>
/// <param name="Special">Its tokens with a meaning of their own.</param>
/// <param name="Text">The text that was asked about, in its tokens.</param>
internal sealed record ModelVocabulary(GgufFile File, string[] Tokens, SpecialTokens Special, TokenizeResult Text)
{
    private const int PageTokens = 10_000;

    public static async Task<ModelVocabulary> ReadAsync(EngineSupply supply, string path, string text, CancellationToken ct)
    {
        GgufFile file = GgufReader.Read(path);
        await using EngineClient engine =
            await EngineClient.StartAsync(supply.Command, supply.Options.For(file), ct).ConfigureAwait(false);
        LoadedModel model = await engine.LoadAsync(new LoadRequest(path) { VocabularyOnly = true }, null, ct).ConfigureAwait(false);
        var tokens = new List<string>(model.VocabularyTokens);
        while (tokens.Count < model.VocabularyTokens)
        {
            VocabularyPage page = await engine.VocabularyAsync(tokens.Count, PageTokens, "", ct).ConfigureAwait(false);
            if (page.Tokens.IsEmpty)
            {
                break;
            }

            tokens.AddRange(page.Tokens.Select(token => $"{token.Kind} {token.Bytes}"));
        }

        return new ModelVocabulary(
            file, [.. tokens], model.SpecialTokens, await engine.TokenizeAsync(text, parseSpecial: false, ct).ConfigureAwait(false));
    }

    /// <summary>What a token says.</summary>
    public string TextOf(int token) => TokenBytes.Text([.. Convert.FromHexString(Tokens[token].Split(' ')[1])]);

    /// <exception cref="VocabulariesDifferException">They are not the same.</exception>
    public void RequireSame(ModelVocabulary other)
    {
        const string Why = "; only models with the same vocabulary can be compared token by token, such as two quantisations of one model";
        if (Tokens.Length != other.Tokens.Length)
        {
            throw new VocabulariesDifferException(
                $"the vocabularies have {Tokens.Length} and {other.Tokens.Length} tokens{Why}");
        }

        int differing = Enumerable.Range(0, Tokens.Length).Count(token => Tokens[token] != other.Tokens[token]);
        if (differing > 0)
        {
            int first = Enumerable.Range(0, Tokens.Length).First(token => Tokens[token] != other.Tokens[token]);
            throw new VocabulariesDifferException(
                $"the vocabularies differ in {differing} of {Tokens.Length} tokens, the first is token {first}{Why}");
        }

        if (!Text.Tokens.Select(token => token.Id).SequenceEqual(other.Text.Tokens.Select(token => token.Id)))
        {
            throw new VocabulariesDifferException(
                $"the models have the same tokens but cut the text in other ways (another tokenizer){Why}");
        }
    }
}
