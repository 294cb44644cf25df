using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using Samantha.Actors.CodeRuns;
using Samantha.Actors.Hosting;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Engine.Client;
using Samantha.Sandbox.Running;

namespace Samantha.Bench.LongRuns;

/// <summary>
/// The time from the old engine to the new one when the next model's file is cold: with its file read ahead while the first model
/// works, and without. Both models are copies of the generated one; before each run their pages are dropped from memory.
/// </summary>
internal static class SwapBenchmark
{
    private const int DropPages = 4;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        string folder = "";
        try
        {
            int times = arguments is ["--times", var text] && int.TryParse(text, out int n) && n > 0 ? n
                : arguments is [] ? 5 : throw new ArgumentException("swap takes --times N");
            BenchPlaces places = BenchPlaces.Find();
            folder = places.CreateDataFolder();
            string second = Path.Combine(folder, "second.gguf");
            File.Copy(places.LargeModel, second);
            List<double> ahead = [], cold = [];
            for (int time = 0; time < times; time++)
            {
                cold.Add(await SwapMsAsync(places, folder, second, readAhead: false));
                ahead.Add(await SwapMsAsync(places, folder, second, readAhead: true));
            }

            var report = new BenchReport(
                $"swap to a model of {new FileInfo(second).Length / 1e6:F0} MB whose file is cold, {times} times each", ["file", "median ms", "all"]);
            report.Add("read by the load", Figure(cold), All(cold));
            report.Add("read ahead", Figure(ahead), All(ahead));
            report.Write(output);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"read ahead takes {BenchReport.Median(ahead) / BenchReport.Median(cold):F2} of the time"));
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

    private static string Figure(List<double> all) => BenchReport.Median(all).ToString("F0", CultureInfo.InvariantCulture);

    private static string All(List<double> all) => string.Join(' ', all.Select(ms => ms.ToString("F0", CultureInfo.InvariantCulture)));

    private static async Task<double> SwapMsAsync(BenchPlaces places, string folder, string second, bool readAhead)
    {
        Drop(second);
        DataFolder data = DataFolder.Locate(Path.Combine(folder, $"data-{Guid.NewGuid():N}"));
        data.EnsureWritable();
        await using var sandbox = new PythonSandbox(SandboxSettings.Default, TimeProvider.System);
        await using SamanthaSystem system = SamanthaSystem.Start(new SamanthaOptions(
            data,
            new EngineSupply(
                new EngineCommand("dotnet", [places.Program, "engine"]), new EngineOptions(EngineLibraries.Find(places.Root))),
            new ModelResolver([], data.ModelsFolder), NullLoggerFactory.Instance)
        {
            Code = new SandboxCodeRunner(sandbox), ReadsAhead = readAhead,
        });
        using SessionFeed feed = system.Subscribe();
        SessionId session = data.CreateSession("swap", TimeProvider.System);
        await system.StartAsync(session, new ChainDefinition
        {
            Name = "swap",
            Models = [ModelEntry.Of(places.LargeModel), ModelEntry.Of(second)],
            Prompts = PromptList.Literal(["Who are you?"]),
            Hyperparameters = new HyperparameterOverrides { ContextTokens = 512, MaxTokens = 100 },
        });
        double? swap = null;
        await foreach (SessionNews news in feed.ReadAllAsync(CancellationToken.None))
        {
            if (news is SessionEnded ended)
            {
                return swap ?? throw new InvalidOperationException($"there was no swap: {ended.Message}");
            }

            swap = news is SessionEventRecorded { Event: ModelLoaded { SwapMs: { } ms } } ? ms : swap;
        }

        throw new InvalidOperationException("the session did not end");
    }

    // Only this file's pages: the rest of the machine keeps its cache.
    private static void Drop(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
        if (Advise((int)file.SafeFileHandle.DangerousGetHandle(), 0, 0, DropPages) is not 0 and var code)
        {
            throw new InvalidOperationException($"the pages of {path} cannot be dropped ({code})");
        }
    }

    [DllImport("libc", EntryPoint = "posix_fadvise64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(int file, long offset, long length, int advice);
}
