using System.Collections.Immutable;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Chains.Settings;
using Samantha.Chains.Steering;

namespace Samantha.Host.Learning;

/// <summary>What a person who watches a response token by token has seen of it.</summary>
/// <param name="Position">Its step; null before the first.</param>
/// <param name="Settings">Of the step.</param>
/// <param name="Tokens">All so far.</param>
/// <param name="Shown">The token whose candidates stand lowest on screen.</param>
internal sealed record WatchedResponse(
    StepPosition? Position, Hyperparameters Settings, ImmutableArray<TokenEvidence> Tokens, TokenEvidence? Shown)
{
    /// <summary>The wish to go on otherwise from the shown token on; null when no token is shown.</summary>
    public SteeringWish? Wish(SteeredToken? token, HyperparameterOverrides? settings)
    {
        if (Position is not { } position || Shown is not { } shown)
        {
            return null;
        }

        TokenEvidence? now = Tokens.FirstOrDefault(known => known.Index == shown.Index);
        return new SteeringWish(position, shown.Index, token, settings)
        {
            Replaced = now is null ? null : new SteeredToken(now.Token, now.Chosen.Text),
            TokensSoFar = TokenIds.Write(Tokens.Where(known => !known.EndsTurn).Select(known => known.Token)),
        };
    }
}
