using Samantha.Chains.ChainFiles;

namespace Samantha.Chains.Feedback;

/// <summary>
/// What the next step sees as the model's previous response. The same rule holds for the next prompt, round, model and loop.
/// Output that was printed for an earlier response is never used again.
/// </summary>
public static class FeedbackRules
{
    public const string OutputHeading = "Python Interpreter Output:";

    private const string BlankLine = "\n\n";

    /// <summary>
    /// The next previous response, from the chain's settings, the one in force, the response just given and, when its code ran,
    /// the output.
    /// </summary>
    public static string Next(ChainDefinition chain, string previous, string response, InterpreterOutput? output = null)
    {
        if (!chain.FeedbackLoop)
        {
            return chain.PreviousResponse;
        }

        if (chain.FeedbackOutputOnly)
        {
            return output?.Text ?? "";
        }

        var given = WithOutput(response, output);
        return chain.CumulativeResponse ? previous + BlankLine + given : given;
    }

    /// <summary>A response followed by what its code printed; the response alone when that is nothing.</summary>
    public static string WithOutput(string response, InterpreterOutput? output) => output is { Text.Length: > 0 }
        ? response + BlankLine + OutputHeading + BlankLine + output.Text
        : response;
}
