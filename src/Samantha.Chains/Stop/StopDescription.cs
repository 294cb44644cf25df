using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.ChainFiles;

namespace Samantha.Chains.Stop;

/// <summary>Says in sentences what ends a session before its plan does. Rules that cannot hold are left out.</summary>
internal static class StopDescription
{
    public static ImmutableArray<string> Of(ChainDefinition chain)
    {
        var rules = chain.Stop;
        var lines = ImmutableArray.CreateBuilder<string>();
        void AddIf(bool isActive, FormattableString sentence)
        {
            if (isActive)
            {
                lines.Add(sentence.ToString(CultureInfo.InvariantCulture));
            }
        }

        AddIf(rules.ResponseLine is not null, $"A response has the line {rules.ResponseLine}.");
        AddIf(rules.ResponseMatches is not null, $"A response matches {rules.ResponseMatches}.");
        AddIf(chain.RunCode && rules.OutputNotEmpty, $"Code prints something on stdout and ends with exit code 0.");
        AddIf(chain.RunCode && rules.OutputLine is not null, $"Code prints the line {rules.OutputLine} on stdout.");
        AddIf(chain.RunCode && rules.OutputMatches is not null, $"What code prints on stdout matches {rules.OutputMatches}.");
        AddIf(chain.RunCode && rules.ExitCode is not null, $"Code ends with exit code {rules.ExitCode}.");
        AddIf(rules.TotalTokens is not null, $"The responses have {rules.TotalTokens} tokens together.");
        AddIf(rules.Steps is not null, $"{rules.Steps} {(rules.Steps == 1 ? "response has" : "responses have")} been given.");
        AddIf(rules.Loops is not null, $"{rules.Loops} {(rules.Loops == 1 ? "loop is" : "loops are")} done.");
        AddIf(rules.WallTime is not null, $"The session has been running for {InWords(rules.WallTime ?? default)}.");
        AddIf(rules.Until is not null, $"The clock shows {rules.Until:HH:mm} (the next time after each start or resumption).");
        AddIf(rules.Loads is not null,
            $"Models have been loaded {rules.Loads} {(rules.Loads == 1 ? "time" : "times")}, and another load would be needed.");
        AddIf(rules.DiskBytes is not null, $"The session's folder holds {ChainValueText.Size(rules.DiskBytes ?? 0)}.");
        AddIf(rules.DiskFreeBytes is not null,
            $"Less than {ChainValueText.Size(rules.DiskFreeBytes ?? 0)} is left free on the disk.");
        AddIf(rules.FailuresInARow is not null,
            $"{rules.FailuresInARow} {(rules.FailuresInARow == 1 ? "step has failed" : "steps in a row have failed")}.");
        return lines.ToImmutable();
    }

    public static string InWords(TimeSpan time)
    {
        var parts = new[]
        {
            (Count: (long)time.TotalHours, Unit: "h"), (Count: time.Minutes, Unit: "min"), (Count: time.Seconds, Unit: "s"),
            (Count: time.Milliseconds, Unit: "ms"),
        };
        return string.Join(' ', parts.Where(part => part.Count > 0)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Unit}")));
    }
}
