using Samantha.Chains.Evidence;

namespace Samantha.Chains.Studies;

/// <summary>How uncertain a model was on the whole, from the evidence of a response.</summary>
public static class MeanEntropy
{
    /// <summary>The mean over the tokens that were chosen, in bits; null without any. Given tokens are no choice.</summary>
    public static double? Of(IEnumerable<TokenEvidence> tokens) =>
        tokens.Where(token => !token.Given).Select(token => (double?)token.EntropyBits).Average();
}
