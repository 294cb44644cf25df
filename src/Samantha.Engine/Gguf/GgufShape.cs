namespace Samantha.Engine.Gguf;

/// <summary>The dimensions of a model, checked; all zero for a file that holds only a vocabulary.</summary>
internal sealed record GgufShape(
    int TrainedContextTokens,
    int Layers,
    int EmbeddingLength,
    int FeedForwardLength,
    int Heads,
    int KvHeads,
    long KvHeadsTotal,
    int KeyLength,
    int ValueLength)
{
    public static GgufShape None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
