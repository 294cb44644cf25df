using System.Collections.Immutable;
using Samantha.Chains.Health;

namespace Samantha.Chains.Tests.Health;

/// <summary>Responses of one dialogue and what must be found in them. Null = nothing.</summary>
/// <param name="Name">With its file, for messages.</param>
/// <param name="Expected">What must be found.</param>
/// <param name="Allowed">What may be found besides.</param>
/// <param name="Turns">How many prompts the responses answer in turn.</param>
public sealed record LabelledCase(
    string Name, HealthDetector? Expected, ImmutableArray<HealthDetector> Allowed, int Turns, string Prompt,
    ImmutableArray<string> Responses)
{
    /// <summary>A single response.</summary>
    public string Text => Responses[^1];
}
