using System.CommandLine;
using System.Globalization;
using Samantha.Chains.Evidence;
using Samantha.Engine.Protocol;
using Samantha.Host.Commands;
using Samantha.Host.Help;

namespace Samantha.Host.Learning;

/// <summary>The options of run with which people watch tokens being chosen.</summary>
internal sealed class LearnOptions
{
    private const double DelaySecondsMax = EngineProtocol.DelayMsMax / 1000.0;

    private readonly Option<bool> _learn = new("--learn")
    {
        Description = "Show the candidates of each token as it is chosen: their probabilities before and after each filter.",
        Arity = ArgumentArity.Zero,
    };

    private readonly Option<string> _delay = ChainOptionSet.Text(
        "--delay", "SECONDS", "With --learn: the pause after each token, such as 0.3, 1, 3 or 10.");

    private readonly Option<bool> _step = new("--step")
    {
        Description = "With --learn: wait after each token for Enter; a number and Enter: so many tokens; ? and Enter: what else can be typed, such as "
            + "another candidate to go on with.",
        Arity = ArgumentArity.Zero,
    };

    private readonly Option<string> _candidates = ChainOptionSet.Text(
        "--candidates", "N", "With --learn: how many candidates are shown, 1 to 100 (10 unless set).");

    public void AddTo(VerbCommand command) => command.AddGroup("Learning", _learn, _delay, _step, _candidates);

    /// <summary>Null: the run is not watched.</summary>
    public ResponsePace? Read(ParseResult given)
    {
        var values = new OptionValues(given);
        if (!given.GetValue(_learn))
        {
            foreach (Option option in (Option[])[_delay, _step, _candidates])
            {
                if (values.IsGiven(option))
                {
                    throw CommandFailure.BadInput($"{option.Name} belongs to --learn", "Add --learn.");
                }
            }

            return null;
        }

        values.RefuseTogether(_delay, _step);
        return new ResponsePace(
            (int)Math.Round(Delay(given) * 1000),
            given.GetValue(_step),
            values.Between(_candidates, 1, EvidenceSettings.CandidatesMax) ?? EvidenceSettings.CandidatesDefault);
    }

    private double Delay(ParseResult given)
    {
        if (given.GetValue(_delay) is not { } text)
        {
            return 0;
        }

        bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds);
        return isNumber && seconds is >= 0 and <= DelaySecondsMax
            ? seconds
            : throw OptionValues.Refused(_delay, $"a number of seconds from 0 to {DelaySecondsMax}, such as 0.3", text);
    }
}
