using Samantha.Chains.Plans;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Steering;

/// <summary>
/// A response that somebody steers: it begins with given tokens, and goes on by itself as if they had been drawn. It holds for the
/// step at Position until that is settled.
/// </summary>
/// <param name="Position">The step.</param>
/// <param name="GivenTokens">As <see cref="TokenIds"/> writes them; empty when nothing but settings is changed from the start on.</param>
/// <param name="Settings">What this response has otherwise than the chain says; null: nothing.</param>
public sealed record SteeredStep(StepPosition Position, string GivenTokens, HyperparameterOverrides? Settings = null);
