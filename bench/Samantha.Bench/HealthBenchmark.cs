using System.Diagnostics;
using System.Globalization;
using System.Text;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Tests.Health;

namespace Samantha.Bench;

/// <summary>
/// How often the detectors of a chain's health block are right over the labelled responses, and what they cost.
/// </summary>
internal static class HealthBenchmark
{
    private const int Rounds = 2000;
    private const int ChunkCharacters = 20;

    public static int Run(TextWriter output)
    {
        string folder = Path.Combine(BenchPlaces.Find().Root, "tests", "fixtures", "health");
        foreach (string part in new[] { "tuning", "held-out" })
        {
            LabelledCase[] written = [.. LabelledFiles.Read(Path.Combine(folder, part))];
            LabelledCase[] varied = [.. LabelledVariations.Of([.. written])];
            Show(output, $"{part}: {written.Length} written by hand", written);
            Show(output, $"{part}: {varied.Length} variations of them", varied);
        }

        Costs(output);
        return 0;
    }

    private static void Show(TextWriter output, string title, LabelledCase[] cases)
    {
        output.WriteLine(title);
        foreach (DetectorMeasure measure in DetectorMeasure.Of(cases))
        {
            output.WriteLine("  " + measure.Line());
            foreach (string wrong in measure.Wrong)
            {
                output.WriteLine("      " + wrong);
            }
        }

        output.WriteLine();
    }

    private static void Costs(TextWriter output)
    {
        string text = Prose(2000);
        SessionState state = FullMemory();
        output.WriteLine(FormattableString.Invariant(
            $"costs, a response of {text.Length} characters, all detectors, {state.Health.Sketches.Length} responses remembered"));
        Cost(output, "judging a response", Rounds, () => _ = HealthJudge.Judge(state, text));
        Cost(output, "remembering a response", Rounds, () => _ = Answer(state, text));
        int pieces = text.Length / ChunkCharacters;
        Cost(output, $"watching it stream in {pieces} pieces of {ChunkCharacters} characters, all together", Rounds, () =>
        {
            var watch = new RepetitionWatch(RepetitionSettings.Default);
            for (int piece = 0; piece < pieces; piece++)
            {
                watch.Append(text.AsSpan(piece * ChunkCharacters, ChunkCharacters));
            }
        });
        long before = GC.GetAllocatedBytesForCurrentThread();
        var fresh = new RepetitionWatch(RepetitionSettings.Default);
        fresh.Append(text);
        output.WriteLine(FormattableString.Invariant(
            $"  memory of one watch: {(GC.GetAllocatedBytesForCurrentThread() - before) / 1024.0:0.0} KiB"));
        GC.KeepAlive(fresh);
    }

    private static void Cost(TextWriter output, string what, int rounds, Action work)
    {
        for (int warm = 0; warm < rounds / 10; warm++)
        {
            work();
        }

        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < rounds; round++)
        {
            work();
        }

        double micros = Stopwatch.GetElapsedTime(start).TotalMicroseconds / rounds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: {micros:0.00} µs"));
    }

    private static SessionState FullMemory()
    {
        var chain = new ChainDefinition
        {
            Prompts = PromptList.Literal(["Go on."]),
            Models = [ModelEntry.Of("m")],
            Health = HealthSettings.Default.With(HealthAction.Note),
        };
        SessionState state = SessionState.Empty.Apply(new SessionStarted(
            1, DateTimeOffset.UnixEpoch, "s", ChainJson.Serialize(chain), "f", 1, "1"));
        for (int loop = 1; loop <= 100; loop++)
        {
            state = Answer(Start(state, loop), Prose(1000 + loop));
        }

        return Start(state, 101);
    }

    private static SessionState Start(SessionState state, long loop) => state.Apply(new StepStarted(
        state.LastSequence + 1, DateTimeOffset.UnixEpoch, new StepPosition(loop, 1, 1, 1), 1, "m", Hyperparameters.Default, 1, "", "",
        "Go on."));

    private static SessionState Answer(SessionState state, string text) => state.Apply(new ResponseCommitted(
        state.LastSequence + 1, DateTimeOffset.UnixEpoch, state.Open!.Position, 1, text, 1, 1, 1, 1, ResponseStopReason.EndOfTurn));

    // Words that never repeat for long, as in a healthy response.
    private static string Prose(int seed)
    {
        string[] words = ["the", "river", "of", "stone", "and", "light", "was", "never", "a", "garden", "in", "which", "people", "sang"];
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int word = 0; word < 400; word++)
        {
            text.Append(words[random.Next(words.Length)]).Append(random.Next(12) == 0 ? ". " : " ");
        }

        return text.ToString();
    }
}
