using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Samantha.Actors.Background;
using Samantha.Actors.CodeRuns;
using Samantha.Actors.Control;
using Samantha.Actors.Downloads;
using Samantha.Actors.Hosting;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;
using Samantha.Engine.Client;
using Samantha.Sandbox.Running;

namespace Samantha.Storm;

/// <summary>
/// The program that is killed: the real actors, journal, engine process and sandbox, without the command line. It says on standard
/// output what it is at and what it has committed, a line each; what was said before a kill is what was acknowledged.
/// </summary>
internal static class HostProgram
{
    private static readonly Lock s_speaking = new();

    public static async Task<int> RunAsync(string folder, StormChain chain, string? resume)
    {
        DataFolder data = DataFolder.Locate(folder);
        data.EnsureWritable();
        var resolver = new ModelResolver(
            [new ModelFolder(Path.Combine(folder, "test-models")), new ModelFolder(Path.Combine(Places.Home, "models"))],
            data.ModelsFolder);
        var supply = new EngineSupply(
            new EngineCommand("dotnet", [Places.ScriptedEngine, .. chain.EngineArguments]),
            new EngineOptions(EngineLibraries.Find(Places.Home)));
        await using var sandbox = new PythonSandbox(SandboxSettings.Default, TimeProvider.System);
        using var http = new HttpClient();
        using var journals = new JournalFiles(data, TimeProvider.System, NullLoggerFactory.Instance);
        ActorSystem system = ActorSystem.Create("storm");
        ActorTree tree = ActorTree.Plant(system, new Surroundings(
            data, new Announced(journals), new EngineProcesses(supply), resolver, new ModelDownloader(http, TimeProvider.System),
            new WithoutSpare(new SandboxCodeRunner(sandbox)), new ModelHashes(data.ModelHashesFile),
            new ControlSockets(TimeProvider.System), PoolBackground.Instance, TimeProvider.System, NullLoggerFactory.Instance)
        {
            PartialInterval = TimeSpan.FromMilliseconds(50),
            RestartDelay = TimeSpan.FromMilliseconds(10),
            ProgramVersion = "storm",
        });
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        system.EventStream.Subscribe(system.ActorOf(Props.Create(() => new Reporter(ended)), "reporter"), typeof(SessionNews));
        SessionId session = resume is null ? data.CreateSession(chain.Name, TimeProvider.System) : SessionId.Parse(resume);
        Say($"session {session}");
        object order = resume is null ? new StartSession(session, chain.Definition()) : new ResumeSession(session);
        StartAnswer answer = await tree.Sessions.Ask<StartAnswer>(order, TimeSpan.FromSeconds(60));
        if (!answer.Accepted)
        {
            Say($"refused {answer.Problem} {answer.Message}");
            return answer.Problem == StartProblem.NotResumable ? 3 : 1;
        }

        bool isDone = await ended.Task;
        await system.Terminate();
        return isDone ? 0 : 1;
    }

    private static void Say(string line)
    {
        lock (s_speaking)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }

    private sealed class Reporter : ReceiveActor
    {
        public Reporter(TaskCompletionSource<bool> ended)
        {
            Receive<SessionEventRecorded>(Committed);
            Receive<StepLoadProgressed>(_ => Say($"at {Moment.Loading}"));
            Receive<StepPrefillProgressed>(_ => Say($"at {Moment.Prefill}"));
            Receive<StepTextStreamed>(_ => Say($"at {Moment.Decode}"));
            Receive<StepCodeStarted>(_ => Say($"at {Moment.Code}"));
            Receive<SessionEnded>(m =>
            {
                Say($"ended {m.Status} {m.Message}");
                ended.TrySetResult(m.Status == SessionStatusText.Finished);
            });
        }

        private static void Committed(SessionEventRecorded recorded)
        {
            Say("committed " + SessionEventJson.Serialize(recorded.Event));
            if (recorded.Event is ResponseCommitted or CodeExecuted)
            {
                Say($"at {Moment.BetweenSteps}");
            }
        }
    }

    private sealed class Announced(IJournals journals) : IJournals
    {
        public IReadOnlyList<object?> Serve(ImmutableArray<object> orders)
        {
            if (orders.Any(order => order is WriteEvents))
            {
                Say($"at {Moment.JournalWrite}");
            }

            return journals.Serve(orders);
        }
    }

    // A warm interpreter with its libraries costs a second of work, which nobody here needs.
    private sealed class WithoutSpare(ICodeRunner runner) : ICodeRunner
    {
        public Task<Chains.Code.CodeOutcome> RunAsync(
            CodeOrder order, Action<string, string> onStarted, Action<bool, string> onOutput, CancellationToken cancel) =>
            runner.RunAsync(order, onStarted, onOutput, cancel);

        public void Expect(Chains.Code.CodeSettings settings)
        {
        }
    }
}
