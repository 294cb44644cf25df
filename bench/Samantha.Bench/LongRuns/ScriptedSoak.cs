using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Samantha.Actors.CodeRuns;
using Samantha.Actors.Hosting;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Engine.Client;
using Samantha.Sandbox.Running;

namespace Samantha.Bench.LongRuns;

/// <summary>
/// An endless session of this process with an engine that answers at once: actors, journal and news at the speed of the disk. A
/// reader follows the news as a screen does.
/// </summary>
internal static class ScriptedSoak
{
    public static async Task<bool> RunAsync(BenchPlaces places, SoakOptions options, TextWriter output)
    {
        string root = options.Folder is { } given ? Path.Combine(given, $"soak-{Environment.ProcessId}") : places.CreateDataFolder();
        DataFolder data = DataFolder.Locate(root);
        data.EnsureWritable();
        await using var sandbox = new PythonSandbox(SandboxSettings.Default, TimeProvider.System);
        try
        {
            SessionId session;
            long steps;
            TimeSpan elapsed;
            long logBytesMax;
            ResourceWatch watch;
            await using (SamanthaSystem system = SamanthaSystem.Start(new SamanthaOptions(
                data, new EngineSupply(new EngineCommand("none", []), new EngineOptions("")),
                new ModelResolver([], data.ModelsFolder), NullLoggerFactory.Instance)
            {
                Code = new SandboxCodeRunner(sandbox), Engines = new QuickEngines(),
            }))
            {
                session = data.CreateSession("soak", TimeProvider.System);
                (steps, elapsed, logBytesMax, watch) = await FollowAsync(system, data, session, places, options);
            }

            watch.Report(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"endless scripted chain: {steps} steps in {elapsed.TotalSeconds:F0} s, {steps / elapsed.TotalSeconds:F0} steps/s"),
                output);
            ReportJournal(data, session, logBytesMax, output);
            return watch.IsFlat;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<(long Steps, TimeSpan Elapsed, long LogBytesMax, ResourceWatch Watch)> FollowAsync(
        SamanthaSystem system, DataFolder data, SessionId session, BenchPlaces places, SoakOptions options)
    {
        using SessionFeed feed = system.Subscribe();
        var watch = new ResourceWatch(Environment.ProcessId);
        var log = new FileInfo(Path.Combine(data.SessionFolder(session), JournalWriter.FileName + "-wal"));
        long begin = Stopwatch.GetTimestamp();
        StartAnswer answer = await system.StartAsync(session, Chain(places, options.Scripted));
        if (!answer.Accepted)
        {
            throw new InvalidOperationException($"the session did not start: {answer.Message}");
        }

        long steps = 0, logBytesMax = 0;
        bool stopping = false;
        await foreach (SessionNews news in feed.ReadAllAsync(CancellationToken.None))
        {
            if (news is SessionEnded or SessionGone)
            {
                break;
            }

            if (news is not SessionEventRecorded { Event: ResponseCommitted })
            {
                continue;
            }

            watch.After(++steps);
            if (steps % 1_000 != 0)
            {
                continue;
            }

            log.Refresh();
            logBytesMax = Math.Max(logBytesMax, log.Exists ? log.Length : 0);
            if (!stopping && Stopwatch.GetElapsedTime(begin).TotalMinutes >= options.Minutes)
            {
                stopping = true;
                await system.CommandAsync(session, SessionCommand.StopAfterStep);
            }
        }

        return (steps, Stopwatch.GetElapsedTime(begin), logBytesMax, watch);
    }

    private static void ReportJournal(DataFolder data, SessionId session, long logBytesMax, TextWriter output)
    {
        string folder = data.SessionFolder(session);
        double megabytes = new FileInfo(Path.Combine(folder, JournalWriter.FileName)).Length / 1e6;
        long begin = Stopwatch.GetTimestamp();
        _ = new SessionIndex(data).List();
        double list = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        begin = Stopwatch.GetTimestamp();
        using (JournalReader reader = JournalReader.Open(folder))
        {
            _ = JournalWindow.Last(reader, 50).Count();
        }

        double last = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        begin = Stopwatch.GetTimestamp();
        (JournalWriter writer, SessionState state, string? note) = SessionJournals.Reopen(folder, TimeProvider.System);
        writer.Dispose();
        double reopen = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"journal {megabytes:F0} MB, its log {logBytesMax / 1e6:F1} MB at most; list {list:F0} ms, last 50 responses {last:F0} ms, "
            + $"open for resume {reopen:F0} ms ({state.StepsAnswered} responses, {note ?? "intact"})"));
    }

    private static ChainDefinition Chain(BenchPlaces places, long steps) => new()
    {
        Name = "soak",
        Models = [ModelEntry.Of(places.DemonstrationModel)],
        Prompts = PromptList.Literal(["Improve your previous response.", "Continue."]),
        Loops = RepeatCount.Endless,
        FeedbackLoop = true,
        Stop = StopSettings.Default with { Steps = steps },
    };
}
