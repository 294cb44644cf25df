using System.Collections.Immutable;

namespace Samantha.Host.Doctoring;

/// <summary>What was found about one thing that the program needs.</summary>
/// <param name="Name">The thing, in a word or two.</param>
/// <param name="Verdict">Whether it works.</param>
/// <param name="Text">What was found.</param>
/// <param name="Advice">What to do; empty when nothing is to be done.</param>
/// <param name="Details">Single checks, one line each.</param>
internal sealed record DoctorFinding(
    string Name, DoctorVerdict Verdict, string Text, string Advice = "", ImmutableArray<string> Details = default)
{
    public ImmutableArray<string> Lines => Details.IsDefault ? [] : Details;
}
