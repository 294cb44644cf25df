using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.Sessions;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Sessions;

/// <summary>Turns what the engine tells about a load and a response into what the journal keeps of it. Pure.</summary>
public static class Receipts
{
    public static ModelReceipt Of(LoadedModel model) => new(
        model.LibraryVersion, model.CpuVariant, model.Threads, model.BatchThreads, model.MicroBatchTokens, model.FlashAttention,
        model.TemplateSha256, model.BatchTokens, model.Sampler);

    /// <summary>Null for an engine that tells no tokens.</summary>
    public static string? TokenText(ImmutableArray<int> tokens) => tokens.IsDefaultOrEmpty
        ? null
        : string.Join(' ', tokens.Select(token => token.ToString(CultureInfo.InvariantCulture)));

    /// <exception cref="FormatException">The text is not a list of numbers.</exception>
    public static ImmutableArray<int> Tokens(string? text) => string.IsNullOrEmpty(text)
        ? []
        : [.. text.Split(' ').Select(token => int.Parse(token, NumberStyles.None, CultureInfo.InvariantCulture))];
}
