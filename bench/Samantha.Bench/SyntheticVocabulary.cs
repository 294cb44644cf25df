namespace Samantha.Bench;

/// <summary>
/// A SentencePiece vocabulary made by counting: special tokens, all 256 bytes (so any text has tokens), printable characters,
/// then groups of letters, each of which can be merged from shorter ones.
/// </summary>
internal static class SyntheticVocabulary
{
    public const int TokensMin = 512;
    public const int BeginOfText = 1;
    public const int EndOfText = 2;
    public const int EndOfTurn = 4;

    /// <summary>Tokens that generated text should never hold: special ones and bytes. Their output weights are zero.</summary>
    public const int SilentTokens = 5 + 256;

    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string Space = "\u2581";

    private const int NormalType = 1;
    private const int UnknownType = 2;
    private const int ControlType = 3;
    private const int ByteType = 6;

    private static readonly string[] Special = ["<unk>", "<s>", "</s>", "<|im_start|>", "<|im_end|>"];

    public static int TokensMax { get; } = SilentTokens + Pieces().Count();

    public static (string[] Tokens, float[] Scores, int[] Types) Create(int count)
    {
        string[] tokens = [.. Special.Concat(Enumerable.Range(0, 256).Select(value =>
            $"<0x{value:X2}>")).Concat(Pieces()).Take(count)];
        int[] types = [.. tokens.Select((_, token) => TypeOf(token))];

        // The earlier a piece the better it scores, so that the tokeniser merges along the order in which pieces were made.
        float[] scores = [.. tokens.Select((_, token) => types[token] == NormalType ? -(float)(token - SilentTokens) : 0)];
        return (tokens, scores, types);
    }

    private static int TypeOf(int token) => token switch
    {
        0 => UnknownType,
        _ when token < Special.Length => ControlType,
        _ when token < SilentTokens => ByteType,
        _ => NormalType,
    };

    private static IEnumerable<string> Pieces()
    {
        string[] single = [.. Letters.Select(letter => letter.ToString())];
        string[] pairs = [.. single.SelectMany(first => single.Select(second => first + second))];
        IEnumerable<string> triples = pairs.SelectMany(pair => single.Select(letter => pair + letter));
        IEnumerable<string> characters = Enumerable.Range('!', '~' - '!' + 1).Select(code => ((char)code).ToString());
        return new[] { Space, "\n" }
            .Concat(characters)
            .Concat(WithSpace(single))
            .Concat(pairs)
            .Concat(WithSpace(pairs))
            .Concat(triples)
            .Concat(WithSpace(triples))
            .Concat(pairs.SelectMany(first => pairs.Select(second => first + second)));
    }

    private static IEnumerable<string> WithSpace(IEnumerable<string> pieces) => pieces.Select(piece => Space + piece);
}
