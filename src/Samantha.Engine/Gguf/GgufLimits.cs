namespace Samantha.Engine.Gguf;

/// <summary>What the reader accepts at most. Real models stay far below; a header beyond is damaged or hostile.</summary>
public sealed record GgufLimits
{
    public static GgufLimits Default { get; } = new();

    /// <summary>Real files have 20 to 60 entries.</summary>
    public int KeyValuesMax { get; init; } = 4_096;

    /// <summary>The largest mixtures of experts have some thousands.</summary>
    public int TensorsMax { get; init; } = 65_536;

    /// <summary>Merges of the largest vocabularies: about half a million.</summary>
    public int ArrayElementsMax { get; init; } = 4_194_304;

    /// <summary>The largest vocabularies in use have 262,144 tokens.</summary>
    public int VocabularyTokensMax { get; init; } = 1_048_576;

    /// <summary>The longest tokens in use have some hundred bytes.</summary>
    public int TokenBytesMax { get; init; } = 65_536;

    public int KeyBytesMax { get; init; } = 1_024;

    /// <summary>llama.cpp stores tensor names in 64 bytes including the closing zero.</summary>
    public int TensorNameBytesMax { get; init; } = 63;

    /// <summary>Sum over all strings of the header, vocabularies and merges included.</summary>
    public long StringBytesTotalMax { get; init; } = 64L << 20;

    /// <summary>A longer string is checked and counted, but only its beginning is kept.</summary>
    public int KeptStringBytesMax { get; init; } = 256 << 10;

    /// <summary>Sum of what is kept of all strings, so that a hostile header cannot fill the memory.</summary>
    public int KeptStringBytesTotalMax { get; init; } = 8 << 20;

    /// <summary>Elements of an array that are kept for display.</summary>
    public int KeptArrayElements { get; init; } = 8;
}
