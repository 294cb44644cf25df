using System.Collections.Immutable;
using Samantha.Chains.Sessions;
using Samantha.Chains.Steering;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Sessions;

/// <summary>Turns what the engine tells about a load and a response into what the journal keeps of it. Pure.</summary>
public static class Receipts
{
    public static ModelReceipt Of(LoadedModel model) => new(
        model.LibraryVersion, model.CpuVariant, model.Threads, model.BatchThreads, model.MicroBatchTokens, model.FlashAttention,
        model.TemplateSha256, model.BatchTokens, model.Sampler);

    /// <summary>Null for an engine that tells no tokens.</summary>
    public static string? TokenText(ImmutableArray<int> tokens) => tokens.IsDefaultOrEmpty ? null : TokenIds.Write(tokens);
}
