using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Samantha.Actors.CodeRuns;
using Samantha.Actors.Hosting;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Resuming;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Chains.Watching;
using Samantha.Engine.Client;
using Samantha.Sandbox.Running;

namespace Samantha.Actors.Tests.Support;

/// <summary>
/// The whole actor system on a data folder of its own, with the real engine or a scripted one, and everything it published.
/// </summary>
internal sealed class ProgramUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private readonly bool _ownsFolder;
    private readonly PythonSandbox? _sandbox;
    private readonly SessionFeed _feed;
    private readonly Task _reading;
    private readonly List<SessionNews> _news = [];
    private TaskCompletionSource _grew = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramUnderTest(
        string folder, bool ownsFolder, EngineSupply supply, TimeProvider time, ILoggerFactory loggers, ICodeRunner? code)
    {
        Folder = folder;
        _ownsFolder = ownsFolder;
        Data = DataFolder.Locate(folder);
        Data.EnsureWritable();
        var resolver = new ModelResolver(
            [new ModelFolder(ModelsFolder), new ModelFolder(Path.Combine(Places.Home, "models"))], Data.ModelsFolder);
        if (code is null)
        {
            _sandbox = new PythonSandbox(SandboxSettings.Default, time);
            code = new SandboxCodeRunner(_sandbox);
        }

        System = SamanthaSystem.Start(new SamanthaOptions(Data, supply, resolver, loggers)
        {
            Code = code,
            Time = time,
            PartialInterval = TimeSpan.FromMilliseconds(50),
            RestartDelay = TimeSpan.FromMilliseconds(10),
            ReadChain = source => ChainFileNow(source),
        });
        _feed = System.Subscribe();
        _reading = ReadAsync();
    }

    /// <summary>What a chain file says when a session is resumed.</summary>
    public Func<ChainSource, ChainReading> ChainFileNow { get; set; } = _ => new ChainReading(null, IsGone: true);

    public string Folder { get; }

    public DataFolder Data { get; }

    public SamanthaSystem System { get; }

    /// <summary>A folder of models for this test alone, looked into before the repository's.</summary>
    public string ModelsFolder => Path.Combine(Folder, "test-models");

    public static ProgramUnderTest WithRealEngine(string? folder = null, Func<EngineOptions, EngineOptions>? change = null) =>
        Create(folder, Command("real"), change);

    public static ProgramUnderTest WithScriptedEngine(params string[] arguments) => Create(null, Command(arguments), null);

    public static ProgramUnderTest WithScriptedEngineIn(string folder, params string[] arguments) =>
        Create(folder, Command(arguments), null);

    public static ProgramUnderTest WithCodeRunner(ICodeRunner code, params string[] arguments) =>
        Create(null, Command(arguments), null, code: code);

    public static ProgramUnderTest WithClockAndLog(TimeProvider time, ILoggerFactory loggers, params string[] arguments) =>
        Create(null, Command(arguments), null, time, loggers);

    public static ProgramUnderTest WithWatchdog(WatchdogSettings watchdog, params string[] arguments) =>
        Create(null, Command(arguments), null, watchdog: watchdog);

    /// <summary>Scripted engines obey words in the model's file name; the file itself must still be a GGUF.</summary>
    public string AddModel(string fileName)
    {
        Directory.CreateDirectory(ModelsFolder);
        string path = Path.Combine(ModelsFolder, fileName);
        File.Copy(Places.Q8Model, path);
        return path;
    }

    public static ChainDefinition Chain(string hocon)
    {
        ChainFileResult result = ChainFileReader.Read(
            "chain {\n" + hocon + "\n}", "test.conf", name => FileText.Failed(name, "no files here"));
        Assert.DoesNotContain(result.Diagnostics, d => d.IsError);
        return result.Chain!;
    }

    public async Task<SessionId> StartAsync(ChainDefinition chain)
    {
        SessionId id = Data.CreateSession(chain.Name, TimeProvider.System);
        StartAnswer answer = await System.StartAsync(id, chain);
        Assert.True(answer.Accepted, answer.Message);
        return id;
    }

    public async Task<SessionEnded> RunAsync(ChainDefinition chain)
    {
        SessionId id = await StartAsync(chain);
        return await EndAsync(id);
    }

    public Task<SessionEnded> EndAsync(SessionId id) => NewsAsync<SessionEnded>(n => n.Session == id);

    public Task<T> EventAsync<T>(Func<T, bool>? matches = null)
        where T : SessionEvent =>
        WaitAsync(() => _news.OfType<SessionEventRecorded>()
            .Select(n => n.Event)
            .OfType<T>()
            .FirstOrDefault(e => matches?.Invoke(e) ?? true));

    public Task<T> NewsAsync<T>(Func<T, bool>? matches = null)
        where T : SessionNews =>
        WaitAsync(() => _news.OfType<T>().FirstOrDefault(n => matches?.Invoke(n) ?? true));

    /// <summary>
    /// Waits until the condition gives something; looked at again whenever news arrive and every few milliseconds.
    /// </summary>
    public async Task<T> WaitAsync<T>(Func<T?> condition)
        where T : class
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (true)
        {
            Task grew;
            lock (_news)
            {
                if (condition() is { } found)
                {
                    return found;
                }

                grew = _grew.Task;
            }

            try
            {
                await grew.WaitAsync(TimeSpan.FromMilliseconds(20), patience.Token);
            }
            catch (TimeoutException)
            {
                // Look again: not every condition is about news.
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"waited {s_patience} in vain; news so far:\n{string.Join('\n', News)}");
            }
        }
    }

    public ImmutableArray<SessionNews> News
    {
        get
        {
            lock (_news)
            {
                return [.. _news];
            }
        }
    }

    public ImmutableArray<SessionEvent> Journal(SessionId id)
    {
        using JournalReader reader = JournalReader.Open(Data.SessionFolder(id));
        return [.. SessionJournals.Events(reader)];
    }

    /// <summary>An array, because an ImmutableArray is equal to itself only.</summary>
    public string[] Responses(SessionId id) =>
        [.. Journal(id)
            .OfType<ResponseCommitted>()
            .Where(r => r.StopReason != ResponseStopReason.Interrupted)
            .Select(r => r.Text)];

    public async Task<int> EngineProcessAsync() =>
        (await System.ModelStatusAsync()).EngineProcessId ?? throw new InvalidOperationException("no engine is alive");

    public async ValueTask DisposeAsync()
    {
        await System.DisposeAsync();
        if (_sandbox is not null)
        {
            await _sandbox.DisposeAsync();
        }

        _feed.Dispose();
        await _reading;
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static ProgramUnderTest Create(
        string? folder,
        EngineCommand command,
        Func<EngineOptions, EngineOptions>? change,
        TimeProvider? time = null,
        ILoggerFactory? loggers = null,
        ICodeRunner? code = null,
        WatchdogSettings? watchdog = null)
    {
        var options = new EngineOptions(EngineLibraries.Find(Places.Home)) { CancelGraceMs = 2_000 };
        return new ProgramUnderTest(
            folder ?? Directory.CreateTempSubdirectory("samantha-actors-").FullName,
            folder is null,
            new EngineSupply(command, change?.Invoke(options) ?? options) { Watchdog = watchdog ?? WatchdogSettings.Default },
            time ?? TimeProvider.System,
            loggers ?? NullLoggerFactory.Instance,
            code);
    }

    private static EngineCommand Command(params string[] arguments) => new("dotnet", [Places.ScriptedEngine, .. arguments]);

    private async Task ReadAsync()
    {
        await foreach (SessionNews news in _feed.ReadAllAsync())
        {
            lock (_news)
            {
                _news.Add(news);
                _grew.TrySetResult();
                _grew = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
