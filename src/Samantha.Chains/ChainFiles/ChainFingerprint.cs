using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Samantha.Chains.Prompts;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// A name for what a chain does: equal for equal chains, different when anything that can change a response, an order or a stop
/// differs. Name, description, notes, where prompts stand in their file, whether a page is shown and what evidence is kept do not
/// count.
/// </summary>
public static class ChainFingerprint
{
    /// <summary>SHA-256 of the canonical text, 64 lower-case hexadecimal digits.</summary>
    public static string Of(ChainDefinition chain) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ChainJson.Serialize(Canonical(chain)))));

    internal static ChainDefinition Canonical(ChainDefinition chain) => chain with
    {
        Name = "",
        Description = "",
        Notes = [],
        ShowHtml = ShowHtml.Never,
        Evidence = Evidence.EvidenceSettings.Default,
        Prompts = new PromptList(
            [.. chain.Prompts.Items.Select(item => item with { Span = PromptSpan.Nowhere })],
                ImmutableArray<Diagnostics.Diagnostic>.Empty),
    };
}
