using System.Globalization;
using System.Text.Json;
using Samantha.Chains.Sessions;

namespace Samantha.Chains.Health;

/// <summary>What detectors found, in words: the same in transcripts, exports and messages. Pure.</summary>
public static class HealthWords
{
    /// <summary>"near duplicate: 97 % of L1.M1.R1.P1 (needed 80 %); skipped, not fed back".</summary>
    public static string Of(HealthFinding finding) =>
        $"{Words(finding.Detector)}: {finding.Evidence} ({Measure(finding)}); {Effect(finding)}";

    /// <summary>The name as chain files write it: near-duplicate.</summary>
    public static string Kebab(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static string Measure(HealthFinding finding) => string.Create(
        CultureInfo.InvariantCulture, $"{finding.Measure:0.##}, limit {finding.Threshold:0.##}");

    private static string Effect(HealthFinding finding) => finding.Action switch
    {
        HealthAction.RaiseTemperature => string.Create(
            CultureInfo.InvariantCulture, $"temperature +{finding.TemperatureRaise ?? 0:0.###} for the next responses"),
        HealthAction.InjectPrompt => "a text goes in front of the next prompt",
        HealthAction.Skip => "not fed back",
        HealthAction.Reseed => "answered again with another seed",
        HealthAction.NextModel => "not fed back, on to the next model",
        HealthAction.Stop => "the session stops",
        _ => "noted",
    };

    private static string Words(Enum value) => Kebab(value).Replace('-', ' ');
}
