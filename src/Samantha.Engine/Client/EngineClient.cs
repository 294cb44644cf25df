using System.Collections.Immutable;
using System.Text;
using Samantha.Engine.Protocol;
using Samantha.Sandbox.Jails;
using Samantha.Sandbox.Processes;

namespace Samantha.Engine.Client;

/// <summary>
/// One engine process seen from the host: starts it, sends it one request at a time, watches its heartbeat, and turns
/// whatever happens to it into one kind of failure. It never loads native code and never restarts an engine; disposing ends it.
/// </summary>
public sealed partial class EngineClient : IEngine
{
    private readonly ChildProcess _process;
    private readonly PreparedJail? _jail;
    private readonly bool _isJailed;
    private readonly EngineOptions _options;
    private readonly EngineStderr _stderr;
    private readonly FrameReader _reader;
    private readonly FrameWriter _writer;
    private readonly SilenceWatch _silence;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource<EngineExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private PendingRequest? _pending;
    private EngineFailedException? _failure;
    private Task _background = Task.CompletedTask;
    private bool _endedOnPurpose;
    private int _lastId;
    private int _disposed;

    private EngineClient(ChildProcess process, EngineOptions options, PreparedJail? jail)
    {
        _process = process;
        _options = options;
        ProcessId = process.Id;
        _isJailed = jail is not null;
        _jail = jail;
        _stderr = new EngineStderr(new StreamReader(process.Error, Encoding.UTF8), options.Log);
        _reader = new FrameReader(process.Output);
        _writer = new FrameWriter(process.Input, options.FrameBytesMax);
        _silence = new SilenceWatch(options.Time, options.HeartbeatTimeoutMs);
    }

    /// <summary>Of the engine itself, also where a sandbox stands between it and this program.</summary>
    public int ProcessId { get; private set; }

    /// <summary>What the process runs in.</summary>
    public EngineSandbox Sandbox { get; private set; } = EngineSandbox.Unknown;

    /// <summary>What the engine said about its library when it started.</summary>
    public EngineHello Hello { get; private set; } = new(0, 0, string.Empty, string.Empty);

    /// <summary>Completes when the process has ended, with the reason; never faults.</summary>
    public Task<EngineExit> Exited => _exited.Task;

    /// <summary>
    /// Loads the model. Cancelling ends with an OperationCanceledException; the engine can load again afterwards.
    /// </summary>
    public async Task<LoadedModel> LoadAsync(LoadRequest request, Action<LoadProgress>? onProgress, CancellationToken ct)
    {
        Action<EngineReply>? progress = onProgress is null ? null : reply => onProgress(((LoadProgressed)reply).Progress);
        LoadRequest load = _isJailed ? AsInJail(request) : request;
        EngineReply reply = await RequestAsync(id => new LoadModel(id, load), progress, ct).ConfigureAwait(false);
        return Expect<ModelLoaded>(reply).Model with { Sandbox = Sandbox.Level, SandboxNote = Sandbox.Note };
    }

    /// <summary>Counts the tokens of a prompt exactly as a generation would.</summary>
    public async Task<PromptCount> CountAsync(ImmutableArray<EngineMessage> messages, CancellationToken ct)
    {
        ImmutableArray<EngineMessage> clean = Clean(messages);
        EngineReply reply = await RequestAsync(id => new CountPrompt(id, clean), null, ct).ConfigureAwait(false);
        return Expect<PromptCounted>(reply).Count;
    }

    /// <summary>
    /// Generates one response. Cancelling ends it early with <see cref="StopReason.Cancelled"/> and the text so far; an engine
    /// that does not react within the grace is killed, which is the failure Unresponsive. Updates come on a pool thread,
    /// in order.
    /// </summary>
    public async Task<GenerationResult> GenerateAsync(
        GenerateRequest request, Action<GenerationUpdate>? onUpdate, CancellationToken ct)
    {
        GenerateRequest clean = request with
        {
            Messages = Clean(request.Messages),
            StopWords = request.StopWords.IsDefault ? [] : [.. request.StopWords.Select(WellFormedText.From)],
        };
        Action<EngineReply>? progress = onUpdate is null ? null : reply => onUpdate(((GenerationProgressed)reply).Update);
        EngineReply reply = await RequestAsync(id => new GenerateResponse(id, clean), progress, ct).ConfigureAwait(false);
        return Expect<ResponseGenerated>(reply).Result;
    }

    /// <summary>
    /// Tells the response that is being made something; without an answer and without waiting. Nothing happens when there is none.
    /// </summary>
    public void Steer(SteerCommand command)
    {
        int? id;
        lock (_gate)
        {
            id = _pending?.Id;
        }

        if (id is { } open)
        {
            _ = SteerAsync(new SteerResponse(open, command));
        }
    }

    /// <summary>
    /// Evaluates a known response in an empty context; every row of logits is told in order, on a pool thread. Fewer rows than
    /// tokens and one (than tokens, for a text without a prompt): it was cancelled, or the window ended.
    /// </summary>
    public async Task<ResponseEvaluated> EvaluateAsync(EvaluateRequest request, Action<RowEvaluated> onRow, CancellationToken ct)
    {
        EvaluateRequest clean = request with { Messages = Clean(request.Messages) };
        EngineReply reply = await RequestAsync(
            id => new EvaluateResponse(id, clean),
            update => onRow((RowEvaluated)((GenerationProgressed)update).Update),
            ct).ConfigureAwait(false);
        return Expect<ResponseEvaluated>(reply);
    }

    /// <summary>
    /// The tokens of a text; with <paramref name="parseSpecial"/> the texts of control tokens become those tokens.
    /// </summary>
    public async Task<TokenizeResult> TokenizeAsync(string text, bool parseSpecial, CancellationToken ct)
    {
        string clean = WellFormedText.From(text);
        EngineReply reply = await RequestAsync(id => new TokenizeText(id, clean, parseSpecial), null, ct).ConfigureAwait(false);
        return Expect<TextTokenized>(reply).Result;
    }

    /// <summary>A page of the vocabulary entries whose text contains the filter; an empty filter takes all.</summary>
    public async Task<VocabularyPage> VocabularyAsync(int offset, int count, string filter, CancellationToken ct)
    {
        string clean = WellFormedText.From(filter);
        EngineReply reply = await RequestAsync(id => new ReadVocabulary(id, offset, count, clean), null, ct)
            .ConfigureAwait(false);
        return Expect<VocabularyRead>(reply).Page;
    }

    /// <summary>The memory of the process and what it started; null when that cannot be known.</summary>
    public long? ResidentBytes => ProcessVitals.Read(ProcessId)?.ResidentBytes;

    /// <summary>Ends the process at once. A waiting request fails with Crashed; <see cref="Exited"/> says Expected.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            _endedOnPurpose = true;
        }

        KillProcess();
    }

    /// <summary>Asks the engine to leave by closing its input, kills it after the grace, and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            await _exited.Task.ConfigureAwait(false);
            return;
        }

        lock (_gate)
        {
            _endedOnPurpose = true;
        }

        // A write that hangs in a full pipe holds the stream: closing must not wait for it longer than the grace.
        Task close = Task.Run(_process.CloseInput);
        try
        {
            await Task.WhenAll(close, _process.WaitForExitAsync())
                .WaitAsync(TimeSpan.FromMilliseconds(_options.ExitGraceMs), _options.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            KillProcess();
        }

        await _exited.Task.ConfigureAwait(false);
        await _closing.CancelAsync().ConfigureAwait(false);
        await _background.ConfigureAwait(false);
        _process.Dispose();
        _jail?.Dispose();
        _closing.Dispose();
    }

    private static ImmutableArray<EngineMessage> Clean(ImmutableArray<EngineMessage> messages) =>
        messages.IsDefault ? [] : [.. messages.Select(m => m with { Content = WellFormedText.From(m.Content) })];

    /// <summary>The current folder is another one in there.</summary>
    private static LoadRequest AsInJail(LoadRequest request) =>
        request.ModelPath is { Length: > 0 } path && !path.Contains('\0', StringComparison.Ordinal)
            ? request with { ModelPath = Path.GetFullPath(path) }
            : request;

    private T Expect<T>(EngineReply reply)
        where T : EngineReply
    {
        if (reply is T expected)
        {
            return expected;
        }

        EngineFailedException failure = new(
            EngineFailureKind.ProtocolGarbage, $"the engine answered with {reply.GetType().Name} instead of {typeof(T).Name}");
        Fail(failure);
        throw failure;
    }
}
