namespace Samantha.Engine.Native;

/// <summary>What the settings of a context depend on in a model.</summary>
internal sealed record ModelShape(long Parameters, int TrainedContextTokens, int Heads);
