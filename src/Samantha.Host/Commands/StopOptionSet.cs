using System.CommandLine;
using System.Text.RegularExpressions;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Stop;
using Samantha.Chains.Text;
using Samantha.Host.Help;

namespace Samantha.Host.Commands;

/// <summary>
/// What ends a session early, as options; the same for a run and for asking where a finished session would have ended.
/// </summary>
internal sealed class StopOptionSet
{
    private const int ExitCodeMax = 255;

    public Option<string> Line { get; } = ChainOptionSet.Text(
        "--stop-line", "TEXT", "End when a line of a response is exactly this (STOP_SAMANTHA unless set); off: never.");

    public Option<string> Matches { get; } =
        ChainOptionSet.Text("--stop-matches", "REGEX", "End when a response matches; off: never.");

    public Option<string> Output { get; } = ChainOptionSet.Text(
        "--stop-output", "on|off", "End when a program printed something on stdout and ended with exit code 0.");

    public Option<string> OutputLine { get; } = ChainOptionSet.Text(
        "--stop-output-line", "TEXT",
        "End when a line on a program's stdout is exactly this (STOP_SAMANTHA unless set); off: never.");

    public Option<string> OutputMatches { get; } = ChainOptionSet.Text(
        "--stop-output-matches", "REGEX", "End when what a program printed on stdout matches; off: never.");

    public Option<string> ExitCode { get; } =
        ChainOptionSet.Text("--stop-exit-code", "N", "End when a program ended with this exit code.");

    public Option<string> Tokens { get; } = ChainOptionSet.Text("--stop-tokens", "N", "End after so many response tokens.");

    public Option<string> After { get; } =
        ChainOptionSet.Text("--stop-after", "TIME", "End after this time, such as 90s, 10m or 2h.");

    public Option<string> Until { get; } = ChainOptionSet.Text(
        "--stop-until", "HH:MM", "End when the clock on the wall shows this, after the step that is running then.");

    public Option<string> Steps { get; } = ChainOptionSet.Text("--stop-steps", "N", "End after so many steps.");

    public Option<string> Loops { get; } = ChainOptionSet.Text("--stop-loops", "N", "End after so many loops.");

    public Option<string> Loads { get; } = ChainOptionSet.Text(
        "--stop-loads", "N", "End before a model is loaded once more than this.");

    public Option<string> Disk { get; } = ChainOptionSet.Text(
        "--stop-disk", "SIZE", "End when the session's folder holds so much, such as 500MB or 2GB.");

    public Option<string> DiskFree { get; } = ChainOptionSet.Text(
        "--stop-disk-free", "SIZE", "End when less than this is left free on the disk, such as 2GB.");

    public Option<string> Failures { get; } = ChainOptionSet.Text(
        "--stop-failures", "N", "End after so many failed steps in a row.");

    public Option[] All =>
    [
        Line, Matches, Output, OutputLine, OutputMatches, ExitCode, Tokens, After, Until, Steps, Loops, Loads, Disk, DiskFree,
        Failures,
    ];

    public void AddTo(VerbCommand command) => command.AddGroup("Endings", All);

    public bool IsAnyGiven(ParseResult given) => All.Any(new OptionValues(given).IsGiven);

    /// <summary>The options with what is said about endings.</summary>
    public ChainOptions Read(ParseResult given, ChainOptions options)
    {
        var values = new OptionValues(given);
        return options with
        {
            StopResponseLine = values.Text(Line),
            StopResponseMatches = Pattern(values, Matches),
            StopOutputNotEmpty = values.Word(Output, ("on", true), ("off", false)),
            StopOutputLine = values.Text(OutputLine),
            StopOutputMatches = Pattern(values, OutputMatches),
            StopExitCode = values.Between(ExitCode, 0, ExitCodeMax),
            StopTotalTokens = values.FromOne(Tokens),
            StopWallTime = values.Time(After),
            StopUntil = values.TimeOfDay(Until),
            StopSteps = values.FromOne(Steps),
            StopLoops = values.FromOne(Loops),
            StopLoads = values.FromOne(Loads),
            StopDiskBytes = values.Size(Disk),
            StopDiskFreeBytes = values.Size(DiskFree),
            StopFailuresInARow = values.FromOne(Failures),
        };
    }

    private static string? Pattern(OptionValues values, Option<string> option)
    {
        string? pattern = values.Text(option);
        if (pattern is null or "off" or "")
        {
            return pattern;
        }

        try
        {
            _ = StopRules.Compile(TextRepair.ReplaceLoneSurrogates(pattern));
            return pattern;
        }
        catch (RegexParseException e)
        {
            throw CommandFailure.BadInput($"{option.Name} is not a regular expression: {e.Message}");
        }
    }
}
