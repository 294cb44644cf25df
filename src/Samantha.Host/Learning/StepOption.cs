using System.CommandLine;
using Samantha.Chains.Plans;
using Samantha.Host.Commands;

namespace Samantha.Host.Learning;

/// <summary>The option that names one step of a session.</summary>
internal static class StepOption
{
    public static Option<string> Create() => ChainOptionSet.Text(
        "--step", "STEP", "Only this step, as samantha show names it: L1.M1.R1.P2 is loop 1, model 1, round 1, prompt 2.");

    public static StepPosition? Read(ParseResult given, Option<string> option) =>
        given.GetValue(option) is not { } text ? null
        : StepPosition.TryParse(text, out StepPosition position) ? position
        : throw OptionValues.Refused(option, "a step such as L1.M1.R1.P2", text);
}
