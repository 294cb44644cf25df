using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Samantha.Actors.CodeRuns;
using Samantha.Actors.Hosting;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Engine.Client;
using Samantha.Sandbox.Running;

namespace Samantha.Bench.WholeSystem;

/// <summary>
/// Samantha as users run it: actors, the engine as a child process, the journal on disk. It stays alive between samples, so the
/// model is loaded once. All times are taken here, at the end of the news feed, where a screen would be.
/// </summary>
internal sealed class SystemUnderTest : IAsyncDisposable
{
    private readonly PythonSandbox _sandbox = new(SandboxSettings.Default, TimeProvider.System);
    private readonly string _folder;
    private readonly DataFolder _data;
    private readonly SamanthaSystem _system;

    public SystemUnderTest(BenchPlaces places)
    {
        _folder = places.CreateDataFolder();
        _data = DataFolder.Locate(_folder);
        _data.EnsureWritable();
        EngineSupply supply = new(
            new EngineCommand("dotnet", [places.Program, "engine"]), new EngineOptions(EngineLibraries.Find(places.Root)));
        ModelResolver resolver = new([], _data.ModelsFolder);
        _system = SamanthaSystem.Start(new SamanthaOptions(_data, supply, resolver, NullLoggerFactory.Instance)
        {
            // The chains that are measured run no code; the sandbox is never started.
            Code = new SandboxCodeRunner(_sandbox),
        });
    }

    /// <summary>Runs a session of the case's steps with this prompt, every one evaluated from its first token on.</summary>
    public async Task<StepSpeed> RunAsync(SystemCase given, string prompt, CancellationToken cancellation)
    {
        SessionId session = _data.CreateSession("bench", TimeProvider.System);
        using SessionFeed feed = _system.Subscribe();
        StartAnswer answer = await _system.StartAsync(session, Chain(given, prompt), cancellation);
        if (!answer.Accepted)
        {
            throw new InvalidOperationException($"the session did not start: {answer.Message}");
        }

        StepWatch watch = new();
        await foreach (SessionNews news in feed.ReadAllAsync(cancellation))
        {
            if (news.Session == session && !watch.See(news))
            {
                break;
            }
        }

        return watch.Result(given);
    }

    public async ValueTask DisposeAsync()
    {
        await _system.DisposeAsync();
        await _sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static ChainDefinition Chain(SystemCase given, string prompt) => new()
    {
        Name = "bench",
        Prompts = PromptList.Literal([prompt]),
        Models = [ModelEntry.Of(given.Model)],
        Responses = RepeatCount.Of(given.Steps),
        Engine = new EngineSettings(given.Threads),
        Hyperparameters = new HyperparameterOverrides
        {
            ContextTokens = given.ContextTokens,
            MaxTokens = given.Generate,
            Temperature = 0,
        },
    };

    /// <summary>Sums the times between a session's news.</summary>
    private sealed class StepWatch
    {
        private StepSpeed _sum = StepSpeed.Nothing;
        private long _started;
        private long _firstText;
        private int _firstTokens;

        /// <summary>False when the session has ended.</summary>
        public bool See(SessionNews news)
        {
            switch (news)
            {
                case SessionEventRecorded { Event: StepStarted }:
                    _started = Stopwatch.GetTimestamp();
                    _firstText = 0;
                    return true;
                case StepTextStreamed text when _firstText == 0:
                    _firstText = Stopwatch.GetTimestamp();
                    _firstTokens = text.ResponseTokens;
                    return true;
                case SessionEventRecorded { Event: ResponseCommitted committed }:
                    Add(committed);
                    return true;
                case SessionEventRecorded { Event: StepFailed failed }:
                    throw new InvalidOperationException($"a step failed: {failed.Message}");
                default:
                    return news is not SessionEnded;
            }
        }

        public StepSpeed Result(SystemCase given) => _sum.Steps == given.Steps
            ? _sum
            : throw new InvalidOperationException($"{_sum.Steps} of {given.Steps} steps were answered");

        // The tokens that came with the first news are the first news' time; the commit on disk belongs to decoding.
        private void Add(ResponseCommitted committed)
        {
            long now = Stopwatch.GetTimestamp();
            _sum = _sum.Plus(new StepSpeed(
                committed.PromptTokens,
                Stopwatch.GetElapsedTime(_started, _firstText).TotalSeconds,
                committed.ResponseTokens - _firstTokens,
                Stopwatch.GetElapsedTime(_firstText, now).TotalSeconds,
                Stopwatch.GetElapsedTime(_started, now).TotalSeconds)
            {
                Text = committed.Text,
                AnsweredTokens = committed.ResponseTokens,
                EngineSeconds = (committed.PrefillMs + committed.DecodeMs) / 1000,
            });
        }
    }
}
