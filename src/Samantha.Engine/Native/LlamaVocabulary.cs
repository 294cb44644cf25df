using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Samantha.Engine.Native;

/// <summary>
/// The vocabulary of a loaded model: text to tokens and back, every id range-checked because the library aborts on a bad
/// one. Only the decode thread may call it (long text needs its large stack).
/// </summary>
internal sealed unsafe class LlamaVocabulary
{
    private const int SentencePiece = 1;
    private const int Unigram = 4;
    private const int PieceBytesFirst = 128;

    /// <summary>A character that no vocabulary merges with its right neighbour; see <see cref="TokenizeContinued"/>.</summary>
    private const string Anchor = "\n";

    private readonly LlamaModelHandle _model;
    private readonly nint _vocabulary;
    private readonly bool _addsSpacePrefix;
    private readonly int[] _anchorTokens;
    private HashSet<int> _markers = [];
    private int _tokenBytesMax;

    public LlamaVocabulary(LlamaModelHandle model)
    {
        _model = model;
        _vocabulary = LlamaNative.ModelVocabulary(model.Pointer);
        Tokens = LlamaNative.VocabularyTokens(_vocabulary);
        Bos = LlamaNative.VocabularyBos(_vocabulary);
        Eos = LlamaNative.VocabularyEos(_vocabulary);
        Eot = LlamaNative.VocabularyEot(_vocabulary);
        AddsBos = LlamaNative.VocabularyAddsBos(_vocabulary) != 0;
        _addsSpacePrefix = LlamaNative.VocabularyType(_vocabulary) is SentencePiece or Unigram;
        _anchorTokens = _addsSpacePrefix ? [.. TokenizeRaw(Anchor, parseSpecial: false)] : [];
    }

    public int Tokens { get; }

    public int Bos { get; }

    public int Eos { get; }

    public int Eot { get; }

    public bool AddsBos { get; }

    /// <summary>True for tokenizers that begin every text with a space of their own.</summary>
    public bool AddsSpacePrefix => _addsSpacePrefix;

    /// <summary>Bytes of the longest token; a text cannot have fewer tokens than its bytes divided by this.</summary>
    public int TokenBytesMax => _tokenBytesMax > 0
        ? _tokenBytesMax
        : _tokenBytesMax = Math.Max(1, Enumerable.Range(0, Tokens).Max(id => Piece(id, special: true).Length));

    /// <summary>The grammar at the beginning of a response, or null when the library does not take it.</summary>
    public LlamaGrammar? TryCreateGrammar(string grammar) =>
        LlamaGrammar.TryCreate(_model, _vocabulary, Tokens, grammar);

    public bool IsToken(int token) => token >= 0 && token < Tokens;

    public TokenAttributes AttributesOf(int token) => (TokenAttributes)LlamaNative.TokenAttributes(Pointer(), Checked(token));

    /// <summary>Control tokens: the ones that content must never contain.</summary>
    public bool IsControl(int token) => (AttributesOf(token) & TokenAttributes.Control) != 0;

    /// <summary>
    /// Names tokens that content must not contain either: a vocabulary may call the markers of its template words that its user has
    /// defined, and those are found in any text, special tokens on or off.
    /// </summary>
    public void KeepOutOfContent(IEnumerable<int> tokens) => _markers = [.. tokens];

    public bool EndsGeneration(int token) => LlamaNative.TokenEndsGeneration(Pointer(), Checked(token)) != 0;

    public ImmutableArray<int> EndOfGenerationTokens() => [.. Enumerable.Range(0, Tokens).Where(EndsGeneration)];

    /// <summary>The bytes a token stands for; control tokens have some only when <paramref name="special"/> is set.</summary>
    public byte[] Piece(int token, bool special)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PieceBytesFirst);
        try
        {
            int length = PieceInto(token, buffer, special);
            if (length < 0)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = ArrayPool<byte>.Shared.Rent(-length);
                length = Math.Max(0, PieceInto(token, buffer, special));
            }

            return buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// The tokens of a text that stands at the beginning of a prompt or right behind a control token. With
    /// <paramref name="parseSpecial"/> off the result holds no control token, whatever the text is.
    /// </summary>
    public List<int> Tokenize(string text, bool parseSpecial)
    {
        List<int> tokens = [];
        int start = 0;
        foreach (int length in LongRuns.Pieces(text))
        {
            string piece = text.Substring(start, length);
            tokens.AddRange(start == 0 ? TokenizeRaw(piece, parseSpecial) : Continue(piece, parseSpecial));
            start += length;
        }

        return parseSpecial ? tokens : WithoutControl(tokens);
    }

    /// <summary>
    /// The tokens of a text that goes on behind other text. Tokenizers with a space prefix would put a space in front of it
    /// that nobody wrote: it is tokenised behind an anchor, whose tokens are then taken off again.
    /// </summary>
    public List<int> TokenizeContinued(string text, bool parseSpecial)
    {
        List<int> tokens = [];
        int start = 0;
        foreach (int length in LongRuns.Pieces(text))
        {
            tokens.AddRange(Continue(text.Substring(start, length), parseSpecial));
            start += length;
        }

        return parseSpecial ? tokens : WithoutControl(tokens);
    }

    private List<int> Continue(string text, bool parseSpecial)
    {
        if (!_addsSpacePrefix || text.Length == 0)
        {
            return TokenizeRaw(text, parseSpecial);
        }

        List<int> tokens = TokenizeRaw(Anchor + text, parseSpecial);
        return tokens.Count > _anchorTokens.Length && tokens.Take(_anchorTokens.Length).SequenceEqual(_anchorTokens)
            ? tokens[_anchorTokens.Length..]
            : TokenizeRaw(text, parseSpecial);
    }

    private List<int> TokenizeRaw(string text, bool parseSpecial)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length == 0)
        {
            return [];
        }

        // A token is at least one byte, and a prefix or two: one call is enough, and it is the expensive part.
        int[] tokens = ArrayPool<int>.Shared.Rent(bytes.Length + 16);
        try
        {
            int count = TokenizeInto(bytes, tokens, parseSpecial);
            if (count < 0 && count != int.MinValue)
            {
                ArrayPool<int>.Shared.Return(tokens);
                tokens = ArrayPool<int>.Shared.Rent(-count);
                count = TokenizeInto(bytes, tokens, parseSpecial);
            }

            return count >= 0
                ? [.. tokens.AsSpan(0, count)]
                : throw new InvalidOperationException($"the tokenizer failed on a text of {bytes.Length} bytes");
        }
        finally
        {
            ArrayPool<int>.Shared.Return(tokens);
        }
    }

    private int TokenizeInto(byte[] bytes, int[] tokens, bool parseSpecial)
    {
        fixed (byte* text = bytes)
        fixed (int* into = tokens)
        {
            return LlamaNative.Tokenize(
                Pointer(), text, bytes.Length, into, tokens.Length, addSpecial: 0, parseSpecial ? (byte)1 : (byte)0);
        }
    }

    /// <summary>
    /// Even with special tokens off, merging can arrive at the text of a control token ("&lt;/s&gt;" in SPM vocabularies).
    /// Such a token, or a marker of the template, is replaced by the tokens of its characters one by one.
    /// </summary>
    private List<int> WithoutControl(List<int> tokens)
    {
        if (!tokens.Exists(IsForbidden))
        {
            return tokens;
        }

        List<int> clean = new(tokens.Count + 16);
        foreach (int token in tokens)
        {
            if (!IsForbidden(token))
            {
                clean.Add(token);
                continue;
            }

            foreach (Rune rune in Encoding.UTF8.GetString(Piece(token, special: true)).EnumerateRunes())
            {
                clean.AddRange(Continue(rune.ToString(), parseSpecial: false).Where(part => !IsForbidden(part)));
            }
        }

        return clean;
    }

    private bool IsForbidden(int token) => IsControl(token) || _markers.Contains(token);

    private int PieceInto(int token, byte[] buffer, bool special)
    {
        fixed (byte* into = buffer)
        {
            return LlamaNative.TokenToPiece(
                Pointer(), Checked(token), into, buffer.Length, leftStrip: 0, special ? (byte)1 : (byte)0);
        }
    }

    private int Checked(int token) => IsToken(token)
        ? token
        : throw new ArgumentOutOfRangeException(nameof(token), token, $"the vocabulary has {Tokens} tokens");

    private nint Pointer() => _model.IsClosed ? throw new ObjectDisposedException(nameof(LlamaVocabulary)) : _vocabulary;
}
