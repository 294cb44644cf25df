using System.CommandLine;
using Samantha.Chains.Plans;
using Samantha.Host.Help;
using Samantha.Host.Sessions;

namespace Samantha.Host.Commands;

/// <summary>The options of <c>show</c> that say which part of a session is wanted.</summary>
internal sealed class ShowPart
{
    private readonly Option<string> _last = ChainOptionSet.Text("--last", "N", "The last N steps, in the order in which they were answered.");

    private readonly Option<string> _from = ChainOptionSet.Text("--from", "STEP", "From this step of the plan on, such as L100.M1.R1.P1.");

    private readonly Option<string> _limit = ChainOptionSet.Text("--limit", "N", "No more than N steps.");

    private readonly Option<bool> _all = new("--all")
    {
        Description = $"Everything, also of a session of more than {ShownPart.TerminalStepsMax} responses on a terminal.",
        Arity = ArgumentArity.Zero,
    };

    public void AddTo(VerbCommand command) => command.AddGroup("Part of a long session", _last, _from, _limit, _all);

    public ShownPart Read(ParseResult given)
    {
        var values = new OptionValues(given);
        values.RefuseTogether(_last, _from);
        StepPosition? from = null;
        if (given.GetValue(_from) is { } text)
        {
            from = StepPosition.TryParse(text.Trim().ToUpperInvariant(), out StepPosition step)
                ? step
                : throw new CommandFailure(
                    ExitCodes.BadInput, $"--from: '{text}' is no step; write it as the transcript does, such as L100.M1.R1.P1");
        }

        return new ShownPart(
            values.FromOne(_last), from, values.FromOne(_limit), given.GetValue(_all));
    }
}
