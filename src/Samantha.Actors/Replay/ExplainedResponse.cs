using System.Collections.Immutable;
using Samantha.Chains.Evidence;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Replay;

/// <summary>A response with the evidence of its tokens.</summary>
/// <param name="Started">What was sent, with which settings.</param>
/// <param name="Committed">The response as recorded.</param>
/// <param name="Tokens">In order; at the end perhaps the token that ended the turn.</param>
/// <param name="FromJournal">False: the response was answered again, because the journal has no evidence of it.</param>
/// <param name="SameTokens">Answered again, it has the recorded tokens; else the evidence is that of another text.</param>
public sealed record ExplainedResponse(
    StepStarted Started, ResponseCommitted Committed, ImmutableArray<TokenEvidence> Tokens, bool FromJournal, bool SameTokens);
