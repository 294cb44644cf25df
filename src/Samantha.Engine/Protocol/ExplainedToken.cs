using System.Collections.Immutable;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Protocol;

/// <summary>One token of a response with the evidence of how it was chosen.</summary>
/// <param name="Index">Its place in the response, from 0.</param>
/// <param name="Choice">Ids, logits and stages.</param>
/// <param name="Bytes">
/// The bytes of each candidate in hex, in the order of <see cref="TracedChoice.Candidates"/>; a token is often no whole character.
/// </param>
/// <param name="EndsTurn">The token that ended the response; it is not among the response's tokens.</param>
/// <param name="Given">It was given with the request instead of being chosen.</param>
/// <param name="Ms">From the token before it (or the end of the prompt) to this choice, without waiting for a person.</param>
public sealed record ExplainedToken(
    int Index, TracedChoice Choice, ImmutableArray<string> Bytes, bool EndsTurn, bool Given, double Ms);
