using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Samantha.Actors.CodeRuns;
using Samantha.Actors.Hosting;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Engine.Client;
using Samantha.Sandbox.Running;

namespace Samantha.Bench.Interrupting;

/// <summary>
/// The program's actors in this process, with an engine of choice in its own, on a data folder on the repository's disk.
/// </summary>
internal sealed class SystemHere : IAsyncDisposable
{
    private readonly string _folder;
    private readonly PythonSandbox _sandbox = new(SandboxSettings.Default, TimeProvider.System);

    private SystemHere(BenchPlaces places, EngineCommand engine)
    {
        _folder = places.CreateDataFolder();
        Data = DataFolder.Locate(_folder);
        Data.EnsureWritable();
        var supply = new EngineSupply(engine, new EngineOptions(EngineLibraries.Find(places.Root)));
        var resolver = new ModelResolver([], Data.ModelsFolder);
        System = SamanthaSystem.Start(new SamanthaOptions(Data, supply, resolver, NullLoggerFactory.Instance)
        {
            Code = new SandboxCodeRunner(_sandbox),
            RestartDelay = TimeSpan.FromMilliseconds(10),
        });
        News = new NewsLog(System);
    }

    public DataFolder Data { get; }

    public SamanthaSystem System { get; }

    public NewsLog News { get; }

    public static SystemHere WithRealEngine(BenchPlaces places) =>
        new(places, new EngineCommand("dotnet", [places.Program, "engine"]));

    public static SystemHere WithScriptedEngine(BenchPlaces places, params string[] arguments) =>
        new(places, new EngineCommand("dotnet", [places.ScriptedEngine, .. arguments]));

    public async Task<SessionId> StartAsync(string chain)
    {
        ChainFileResult read = ChainFileReader.Read("chain {\n" + chain + "\n}", "bench", name => FileText.Failed(name, "no files"));
        if (read.Chain is null)
        {
            throw new InvalidOperationException(string.Join("; ", read.Diagnostics));
        }

        SessionId id = Data.CreateSession("bench", TimeProvider.System);
        StartAnswer answer = await System.StartAsync(id, read.Chain);
        return answer.Accepted ? id : throw new InvalidOperationException(answer.Message);
    }

    /// <summary>Ends a session that may have ended already, and forgets its news.</summary>
    public async Task EndAsync(SessionId id)
    {
        await System.CommandAsync(id, SessionCommand.StopNow);
        await News.WaitAsync(0, news => news is SessionGone && news.Session == id);
        News.Clear();
    }

    /// <summary>Sends a signal to the engine's process and everything below it, once or several times.</summary>
    public async Task SignalEngineAsync(string signal, int times = 1)
    {
        if ((await System.ModelStatusAsync()).EngineProcessId is not { } root)
        {
            throw new InvalidOperationException("there is no engine to send a signal to");
        }

        foreach (int id in Machine.ProcessTree.Below(root))
        {
            for (int time = 0; time < times; time++)
            {
                using Process kill = Process.Start("kill", [signal, id.ToString(CultureInfo.InvariantCulture)]);
                await kill.WaitForExitAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await News.DisposeAsync();
        await System.DisposeAsync();
        await _sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
