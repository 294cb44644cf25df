using Samantha.Actors.Background;
using Samantha.Actors.Control;
using Samantha.Actors.Downloads;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.ReadAhead;
using Samantha.Actors.Resuming;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Chains.Steering;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Hosting;

/// <summary>
/// The whole actor system behind a few plain calls: starts it, hands commands in, hands news out, ends it. It owns what must
/// outlive an actor's restart (the journals, the HTTP client) and knows nothing of screens.
/// </summary>
public sealed class SamanthaSystem : IAsyncDisposable
{
    /// <summary>
    /// An actor that does not answer in this time hangs; a journal on a very slow disk may take seconds to open.
    /// </summary>
    private static readonly TimeSpan s_answerTimeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(10);

    private readonly ActorSystem _system;
    private readonly IActorRef _sessions;
    private readonly IActorRef _models;
    private readonly JournalFiles _journals;
    private readonly ResumeCheck _resuming;
    private readonly SteeredBranches _steering;
    private readonly ChangedBranches _branching;
    private readonly HttpClient _http;
    private int _feeds;

    private SamanthaSystem(SamanthaOptions options)
    {
        _journals = new JournalFiles(options.Data, options.Time, options.Loggers);
        _http = ModelDownloader.CreateClient();
        _system = ActorSystemFactory.Create("samantha");
        _system.EventStream.Subscribe(_system.ActorOf(FailureLogActor.For(options.Loggers), "failures"), typeof(ActorError));
        var hashes = new ModelHashes(options.Data.ModelHashesFile);
        _resuming = new ResumeCheck(options.Data, options.Resolver, hashes, options.ReadChain);
        _steering = new SteeredBranches(options.Data, _resuming, options.ProgramVersion, options.Time);
        _branching = new ChangedBranches(options.Data, _resuming, options.ReadChain, options.ProgramVersion, options.Time);
        ActorTree tree = ActorTree.Plant(_system, new Surroundings(
            options.Data, _journals, options.Engines ?? new EngineProcesses(options.Supply), options.Resolver,
            new ModelDownloader(_http, options.Time), options.Code, hashes, new ControlSockets(options.Time),
            PoolBackground.Instance, options.Time, options.Loggers)
        {
            PartialInterval = options.PartialInterval,
            RestartDelay = options.RestartDelay,
            ProgramVersion = options.ProgramVersion,
            ReadAhead = options.ReadsAhead
                ? _system.ActorOf(ReadAheadActor.For(options.Resolver, options.Loggers), "read-ahead")
                : ActorRefs.Nobody,
        });
        (_sessions, _models) = (tree.Sessions, tree.Models);
    }

    public static SamanthaSystem Start(SamanthaOptions options) => new(options);

    /// <summary>
    /// Everything that sessions publish from now on. Subscribe before starting a session; dispose to unsubscribe.
    /// </summary>
    public SessionFeed Subscribe()
    {
        IActorRef? actor = null;
        var feed = new SessionFeed(_ => actor?.Tell(PoisonPill.Instance));
        actor = _system.ActorOf(FeedActor.For(feed), $"feed-{Interlocked.Increment(ref _feeds)}");
        _system.EventStream.Subscribe(actor, typeof(SessionNews)); // From outside, so that it holds when this method returns.
        return feed;
    }

    public Task<StartAnswer> StartAsync(SessionId session, ChainDefinition chain, CancellationToken ct = default) =>
        StartAsync(session, chain, null, ct);

    /// <param name="source">The file that the chain came from; null: there is none, or nobody should look at it again.</param>
    public Task<StartAnswer> StartAsync(
        SessionId session, ChainDefinition chain, ChainSource? source, CancellationToken ct = default) =>
        StartAsync(session, chain, source, ResponsePace.Free, ct);

    /// <summary>The same, watched from the first token on.</summary>
    public Task<StartAnswer> StartAsync(
        SessionId session, ChainDefinition chain, ChainSource? source, ResponsePace pace, CancellationToken ct = default) =>
        _sessions.Ask<StartAnswer>(new StartSession(session, chain, source) { Pace = pace }, s_answerTimeout, ct);

    public Task<StartAnswer> ResumeAsync(SessionId session, CancellationToken ct = default) =>
        ResumeAsync(session, ResumeTerms.Unchanged, ct);

    /// <summary>
    /// Goes on with a session. Refused when something is not what it was; hashing a changed model file may take a while.
    /// </summary>
    public Task<StartAnswer> ResumeAsync(SessionId session, ResumeTerms terms, CancellationToken ct = default) =>
        ResumeAsync(session, terms, ResponsePace.Free, ct);

    /// <summary>The same, watched from the first token on.</summary>
    public async Task<StartAnswer> ResumeAsync(
        SessionId session, ResumeTerms terms, ResponsePace pace, CancellationToken ct = default)
    {
        ResumeDifferences found = await DifferencesAsync(session, ct).ConfigureAwait(false);
        return ResumeCheck.Refusal(session, found, terms)
            ?? await _sessions.Ask<StartAnswer>(new ResumeSession(session) { Pace = pace }, s_answerTimeout, ct)
                .ConfigureAwait(false);
    }

    /// <summary>
    /// Makes a branch of a session in which one response goes on otherwise; the session itself may run and stays as it is. Resume
    /// the branch <see cref="ResumeTerms.AsRecorded"/>.
    /// </summary>
    /// <exception cref="BranchException">The response cannot go on so.</exception>
    /// <exception cref="JournalException">A journal cannot be read or written.</exception>
    public Task<SessionId> BranchAsync(SessionId from, SteeringWish wish, CancellationToken ct = default) =>
        Task.Run(() => _steering.CreateAsync(from, wish, ct), ct);

    /// <summary>What is not as it was when the session began.</summary>
    public Task<ResumeDifferences> DifferencesAsync(SessionId session, CancellationToken ct = default) =>
        Task.Run(() => _resuming.FindAsync(session, ct), ct);

    /// <summary>
    /// Makes a declared branch of a session that does not run: a new session that goes on with the chain file as it is now, and says
    /// so. It is not started.
    /// </summary>
    /// <exception cref="BranchException">There is nothing to go on with, or the chain cannot follow.</exception>
    /// <exception cref="JournalException">A journal cannot be read or written.</exception>
    /// <exception cref="SessionInUseException">The session runs.</exception>
    public Task<SessionId> BranchAsync(SessionId session, CancellationToken ct = default) =>
        Task.Run(() => _branching.CreateAsync(session, ct), ct);

    /// <summary>
    /// Tells a running session how its responses go, or lets the running one make its next tokens; nothing happens when it does not
    /// run here.
    /// </summary>
    public void Steer(SessionId session, SteerCommand command) => _sessions.Tell(new SteerSession(session, command));

    public Task<CommandAnswer> CommandAsync(SessionId session, SessionCommand command, CancellationToken ct = default) =>
        _sessions.Ask<CommandAnswer>(new CommandSession(session, command), s_answerTimeout, ct);

    /// <summary>Puts a text in the place of the previous response, for the steps that begin after this.</summary>
    public Task<CommandAnswer> ReplacePreviousAsync(SessionId session, string text, CancellationToken ct = default) =>
        _sessions.Ask<CommandAnswer>(new ReplacePrevious(session, text), s_answerTimeout, ct);

    /// <summary>What the session does now; its activity is "not running" for one that is not here.</summary>
    public Task<ControlStatus> StatusAsync(SessionId session, CancellationToken ct = default) =>
        _sessions.Ask<ControlStatus>(new GetSessionStatus(session), s_answerTimeout, ct);

    public Task<ModelStatus> ModelStatusAsync(CancellationToken ct = default) =>
        _models.Ask<ModelStatus>(new GetModelStatus(), s_answerTimeout, ct);

    /// <summary>Ends the engine process if no step runs.</summary>
    public Task<ModelUnloaded> UnloadModelAsync(CancellationToken ct = default) =>
        _models.Ask<ModelUnloaded>(new UnloadModel(), s_answerTimeout, ct);

    public async ValueTask DisposeAsync()
    {
        // A session that is still running is left as after a crash: resumable. Its step's engine must not survive.
        _ = _system.Terminate();
        await Task.WhenAny(_system.WhenTerminated, Task.Delay(s_stopTimeout)).ConfigureAwait(false);
        _journals.Dispose();
        _http.Dispose();
    }
}
