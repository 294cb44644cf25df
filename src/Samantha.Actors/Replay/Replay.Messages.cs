using System.Collections.Immutable;
using Samantha.Chains.Plans;

namespace Samantha.Actors.Replay;

// What a verification tells, in the order in which it comes.

/// <summary>One recorded response was answered again.</summary>
/// <param name="Tokens">How many tokens were compared; for journals without token ids, of the new response.</param>
/// <param name="Difference">Null when both are the same.</param>
/// <param name="Causes">What is different from then and could change numbers, one sentence each. When there is anything, equal
/// tokens are luck and others are to be expected: the two are not comparable token by token.</param>
public sealed record ReplayedStep(
    StepPosition Position, string Model, int Tokens, ReplayDifference? Difference, ImmutableArray<string> Causes);

/// <summary>Where two responses part.</summary>
/// <param name="TokenIndex">The first token that differs, from 0; null when the journal has no token ids.</param>
/// <param name="CharacterIndex">The first character that differs, from 0.</param>
/// <param name="Recorded">The recorded text from there on, its beginning.</param>
/// <param name="Now">The new text from there on, its beginning.</param>
/// <param name="Causes">What else is different, one sentence each; empty when nothing is, and then the difference is a fault.</param>
public sealed record ReplayDifference(
    int? TokenIndex, int CharacterIndex, string Recorded, string Now, ImmutableArray<string> Causes);
