using Samantha.Chains.Plans;

namespace Samantha.Chains.Studies;

/// <summary>
/// Two responses to the same text with the same settings that differ: at which token (from 1) they do for the first time, and how
/// both texts go on behind what they share.
/// </summary>
public sealed record FirstDifference(StepPosition First, StepPosition Other, int Token, string FirstText, string OtherText);
