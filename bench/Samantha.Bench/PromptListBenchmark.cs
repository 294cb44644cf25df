using System.Diagnostics;
using System.Globalization;
using Samantha.Chains.Prompts;

namespace Samantha.Bench;

/// <summary>Milliseconds of reading the longest prompt list that is allowed, made of the texts that are worst for a parser.</summary>
internal static class PromptListBenchmark
{
    private const int Rounds = 5;

    private static readonly string[] Pieces = ["a", "[", "\n", "\\", "[[ ]\n", "[[[ ]]\n$$$\n", "x [1] full_text {y} --- "];

    public static int Run(TextWriter output)
    {
        BenchReport report = new(
            $"A prompt list of {PromptListParser.TextCharactersMax:N0} characters, milliseconds", ["made of", "best", "median"]);
        foreach (string piece in Pieces)
        {
            string text = string.Concat(Enumerable.Repeat(piece, PromptListParser.TextCharactersMax / piece.Length));
            double[] rounds = [.. Enumerable.Range(0, Rounds).Select(_ => ParseMs(text)).Order()];
            report.Add(piece.Replace("\n", "\\n", StringComparison.Ordinal), Format(rounds[0]), Format(rounds[Rounds / 2]));
        }

        report.Write(output);
        return 0;
    }

    private static double ParseMs(string text)
    {
        long start = Stopwatch.GetTimestamp();
        PromptListParser.Parse(text, "list.txt");
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Format(double value) => value.ToString("F0", CultureInfo.InvariantCulture);
}
