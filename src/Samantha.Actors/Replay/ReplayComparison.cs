using System.Collections.Immutable;
using System.Globalization;
using Samantha.Actors.Sessions;
using Samantha.Chains.Sessions;
using Samantha.Chains.Steering;
using Samantha.Engine.Protocol;
using ModelLoaded = Samantha.Chains.Sessions.ModelLoaded;

namespace Samantha.Actors.Replay;

/// <summary>Compares a recorded response with the same one given again, and names what could explain a difference. Pure.</summary>
internal static class ReplayComparison
{
    private const int ShownCharacters = 40;

    public static ReplayDifference? Compare(ResponseCommitted recorded, GenerationResult now, ImmutableArray<string> causes)
    {
        ImmutableArray<int> before = TokenIds.Read(recorded.TokenIds);
        if (before.IsEmpty ? recorded.Text == now.Text : before.SequenceEqual(now.TokenIds) && recorded.Text == now.Text)
        {
            return null;
        }

        int? token = before.IsEmpty ? null : Common(before, now.TokenIds);
        int character = Common([.. recorded.Text], [.. now.Text]);
        return new ReplayDifference(token, character, From(recorded.Text, character), From(now.Text, character), causes);
    }

    /// <summary>What differs between two loads and may change numbers.</summary>
    public static ImmutableArray<string> Causes(ModelLoaded? recorded, ModelHashed? file, LoadedModel now, string sha256Now)
    {
        ImmutableArray<string>.Builder causes = ImmutableArray.CreateBuilder<string>();
        if (file is not null && file.Sha256 != sha256Now)
        {
            causes.Add($"the model's file has other content (SHA-256 {file.Sha256[..12]}… then, {sha256Now[..12]}… now)");
        }

        if (recorded?.Receipt is not { } then)
        {
            causes.Add("the journal was written by a version that kept no receipts");
            return causes.ToImmutable();
        }

        ModelReceipt here = Receipts.Of(now);
        Add("llama.cpp", then.LibraryVersion, here.LibraryVersion);
        Add("the processor's features", then.CpuVariant, here.CpuVariant);
        Add("the chat template", Short(then.TemplateSha256), Short(here.TemplateSha256));
        Add("threads", Number(then.Threads), Number(here.Threads));
        Add("threads of prompt evaluation", Number(then.BatchThreads), Number(here.BatchThreads));
        Add("prompt tokens at once", Number(then.MicroBatchTokens), Number(here.MicroBatchTokens));
        if (then.BatchTokens > 0)
        {
            Add("tokens in one call", Number(then.BatchTokens), Number(here.BatchTokens));
        }

        if (then.Sampler.Length > 0)
        {
            // A step that was added later and is off changes nothing: only another version may.
            Add("the sampler", VersionOf(then.Sampler), VersionOf(here.Sampler));
        }

        Add("flash attention", then.FlashAttention ? "on" : "off", here.FlashAttention ? "on" : "off");
        return causes.ToImmutable();

        void Add(string what, string before, string after)
        {
            if (before != after)
            {
                causes.Add($"{what}: {before} then, {after} now");
            }
        }
    }

    private static int Common<T>(ImmutableArray<T> one, ImmutableArray<T> other)
        where T : IEquatable<T> => one.AsSpan().CommonPrefixLength(other.AsSpan());

    private static string From(string text, int start)
    {
        string rest = text[Math.Min(start, text.Length)..];
        return rest.Length <= ShownCharacters ? rest : rest[..ShownCharacters] + "…";
    }

    private static string VersionOf(string sampler) => sampler[(sampler.LastIndexOf(';') + 1)..].Trim();

    private static string Short(string hash) => hash.Length <= 12 ? hash : hash[..12] + "…";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
