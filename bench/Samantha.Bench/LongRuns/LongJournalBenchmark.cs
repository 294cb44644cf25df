using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;
using Samantha.Tui.Sessions.Watching;
using Samantha.Tui.Texts;

namespace Samantha.Bench.LongRuns;

/// <summary>
/// What it costs to list, show, open and resume a session with a very long journal: inside this process, and as commands beside
/// the start of the program that does nothing.
/// </summary>
internal static class LongJournalBenchmark
{
    private const long ResponsesDefault = 100_000;
    private const int Times = 5;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        string folder = "";
        try
        {
            long responses = Responses(arguments);
            BenchPlaces places = BenchPlaces.Find();
            folder = places.CreateDataFolder();
            DataFolder data = DataFolder.Locate(folder);
            data.EnsureWritable();
            long begin = Stopwatch.GetTimestamp();
            SessionId session = JournalGenerator.Write(data, responses);
            var file = new FileInfo(Path.Combine(data.SessionFolder(session), JournalWriter.FileName));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"a journal of {responses} responses, {file.Length / 1e6:F0} MB, written in {Stopwatch.GetElapsedTime(begin).TotalSeconds:F1} s"));
            Inside(data, session, output);
            await AsCommandsAsync(places, folder, session, output);
            return 0;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or OperationCanceledException or IOException)
        {
            await errors.WriteLineAsync($"bench: {error.Message}");
            return error is ArgumentException ? 2 : 1;
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static long Responses(string[] arguments) => arguments switch
    {
        [] => ResponsesDefault,
        ["--responses", var text] when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long n) && n >= 100 => n,
        _ => throw new ArgumentException("long-journal takes --responses N with N from 100 on"),
    };

    private static void Inside(DataFolder data, SessionId session, TextWriter output)
    {
        string folder = data.SessionFolder(session);
        var index = new SessionIndex(data);
        TextCatalog texts = TextCatalog.Load("en");
        var report = new BenchReport($"inside the program, median of {Times}", ["what", "ms"]);
        void Measure(string name, Action work)
        {
            work();
            report.Add(name, Median(work).ToString("F1", CultureInfo.InvariantCulture));
        }

        Measure("list the sessions", () => index.List());
        Measure("check every record", () => Read(folder, reader => reader.ReadFrom().Count()));
        SessionState folded = SessionState.Empty;
        Measure("fold every event", () => Read(folder, reader =>
        {
            folded = SessionState.Fold(SessionJournals.Events(reader));
            return 0;
        }));
        SessionState quick = SessionState.Empty;
        Measure("state by the snapshot", () => quick = SessionJournals.ReadState(folder));
        Measure("open for more, as resume does", () =>
        {
            (JournalWriter writer, SessionState _, string? _) = SessionJournals.Reopen(folder, TimeProvider.System);
            writer.Dispose();
        });
        Measure("the last 50 responses", () => Read(folder, reader => JournalWindow.Last(reader, 50).Count()));
        Measure("open it in the terminal program", () => SessionReading.Read(
            index, session, texts, new TranscriptStyle(), CancellationToken.None));
        report.Write(output);
        output.WriteLine(StateSnapshot.Of(folded) == StateSnapshot.Of(quick)
            ? "the state by the snapshot equals the fold of every event"
            : throw new InvalidOperationException("the state by the snapshot is not the fold of every event"));
    }

    private static async Task AsCommandsAsync(BenchPlaces places, string folder, SessionId session, TextWriter output)
    {
        string[] data = ["--data", folder];
        double start = await TimedProcess.MedianMsAsync(places, Times, "--version");
        var report = new BenchReport($"as commands, median of {Times}; beyond: more than samantha --version takes", ["command", "ms", "beyond"]);
        async Task Add(string name, int times, params string[] arguments)
        {
            double ms = await TimedProcess.MedianMsAsync(places, times, arguments);
            report.Add(
                name, ms.ToString("F0", CultureInfo.InvariantCulture), (ms - start).ToString("F0", CultureInfo.InvariantCulture));
        }

        report.Add("samantha --version", start.ToString("F0", CultureInfo.InvariantCulture), "0");
        await Add("samantha sessions", Times, ["sessions", .. data]);
        await Add("samantha show ID --last 50", Times, ["show", session.Text, "--last", "50", .. data]);
        await Add("samantha show ID --from L1000.M1.R1.P1 --limit 50", Times,
            ["show", session.Text, "--from", "L1000.M1.R1.P1", "--limit", "50", .. data]);
        await Add("samantha show ID (all of it)", 1, ["show", session.Text, .. data]);
        report.Write(output);
    }

    private static T Read<T>(string folder, Func<JournalReader, T> work)
    {
        using JournalReader reader = JournalReader.Open(folder);
        return work(reader);
    }

    private static double Median(Action work)
    {
        ImmutableArray<double> all = [.. Enumerable.Range(0, Times).Select(_ =>
        {
            long begin = Stopwatch.GetTimestamp();
            work();
            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        })];
        return BenchReport.Median(all);
    }
}
