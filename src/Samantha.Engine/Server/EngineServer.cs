using System.Collections.Concurrent;
using System.Text.Json;
using Samantha.Engine.Native;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Server;

/// <summary>
/// The engine's side of the protocol: greets, queues requests to the decode thread, cancels them, and leaves when its input
/// ends, because then the host is gone. It knows nothing about chains; one model, one request at a time.
/// </summary>
public sealed class EngineServer : IDisposable
{
    /// <summary>The input ended: the host closed it or died.</summary>
    public const int ExitDone = 0;

    /// <summary>The input was not the protocol, or of another version.</summary>
    public const int ExitProtocol = 2;

    /// <summary>The shared libraries could not be loaded.</summary>
    public const int ExitLibrary = 3;

    /// <summary>The decode thread did not end in time; the process has to be ended without clean-up.</summary>
    public const int ExitBusy = 4;

    private const int StopGraceMs = 1_000;

    private readonly FrameReader _reader;
    private readonly FrameWriter _writer;
    private readonly TimeProvider _time;
    private readonly LogForwarder _log;
    private readonly AbortFlag _abort = new();
    private readonly ConcurrentDictionary<int, OpenRequest> _open = new();
    private readonly CancellationTokenSource _hostGone = new();
    private readonly EngineShelter? _shelter;
    private LlamaLibrary? _library;
    private ModelSession? _session;

    private EngineServer(Stream input, Stream output, EngineShelter? shelter, TimeProvider time)
    {
        _shelter = shelter;
        _reader = new FrameReader(input);
        _writer = new FrameWriter(output);
        _time = time;
        _log = new LogForwarder(reply => Send(reply));
    }

    /// <summary>Serves one host until the input ends; the result is the exit code for the process.</summary>
    public static async Task<int> RunAsync(Stream input, Stream output, EngineShelter? shelter, CancellationToken ct)
    {
        EngineServer server = new(input, output, shelter, TimeProvider.System);
        DecodeThread decode = new();
        int code = await server.ServeAsync(decode, ct).ConfigureAwait(false);
        server.CancelAll();
        decode.TryPost(server.Unload);
        if (!decode.Stop(StopGraceMs))
        {
            // A native call still uses all of it: nothing may be given back, the process has to go as a whole.
            return ExitBusy;
        }

        decode.Dispose();
        server.Dispose();
        return code;
    }

    public void Dispose()
    {
        _session?.Dispose();
        _abort.Dispose();
        _writer.Dispose();
        _hostGone.Dispose();
    }

    private async Task<int> ServeAsync(DecodeThread decode, CancellationToken ct)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(ct, _hostGone.Token);
        try
        {
            if (await _reader.ReadAsync(EngineJson.Frames.EngineRequest, stop.Token).ConfigureAwait(false) is not HostHello hello)
            {
                return ExitProtocol;
            }

            int greeted = await GreetAsync(hello, decode).ConfigureAwait(false);
            if (greeted != ExitDone)
            {
                return greeted;
            }

            using HeartbeatThread heartbeat = new(Send);
            while (await _reader.ReadAsync(stop.Token).ConfigureAwait(false) is { } frame)
            {
                Receive(frame, decode);
            }

            return ExitDone;
        }
        catch (FrameException problem)
        {
            string garbage = $"the host wrote something that is not the protocol: {problem.Message}";
            Send(new RequestFailed(0, EngineFailureKind.ProtocolGarbage, garbage));
            return ExitProtocol;
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return ExitDone;
        }
    }

    private async Task<int> GreetAsync(HostHello hello, DecodeThread decode)
    {
        if (hello.ProtocolVersion != EngineProtocol.Version)
        {
            Send(new EngineHello(hello.Id, EngineProtocol.Version, string.Empty, string.Empty));
            return ExitProtocol;
        }

        _reader.FrameBytesMax = Math.Clamp(hello.FrameBytesMax, EngineProtocol.HelloBytesMax, EngineProtocol.FrameBytesMax);
        try
        {
            _library = await decode.RunAsync(() =>
            {
                LlamaLog.Sink = _log.Write;
                return LlamaLibrary.Load(hello.LibraryFolder);
            }).ConfigureAwait(false);
        }
        catch (EngineFailedException problem)
        {
            Send(ToReply(hello.Id, problem));
            return ExitLibrary;
        }

        Send(new EngineHello(hello.Id, EngineProtocol.Version, _library.Version, _library.CpuVariant) { Shelter = _shelter });
        return ExitDone;
    }

    private void Receive(ReadOnlyMemory<byte> frame, DecodeThread decode)
    {
        EngineRequest request;
        try
        {
            request = FrameReader.Parse(frame.Span, EngineJson.Frames.EngineRequest);
        }
        catch (FrameException problem) when (IdOf(frame) is { } id)
        {
            // Well-formed, but not a message that this version knows: the stream is still in order.
            Send(new RequestFailed(id, EngineFailureKind.BadRequest, problem.Message));
            return;
        }

        switch (request)
        {
            case CancelRequest:
                Cancel(request.Id);
                return;
            case SteerResponse steer:
                Steer(steer);
                return;
        }

        OpenRequest opened = new(_time);
        if (!_open.TryAdd(request.Id, opened))
        {
            Send(new RequestFailed(request.Id, EngineFailureKind.BadRequest, $"request {request.Id} is already open"));
        }
        else if (!decode.TryPost(() => Work(request, opened)))
        {
            _open.TryRemove(request.Id, out _);
            Send(new RequestFailed(request.Id, EngineFailureKind.BadRequest, "too many requests are waiting"));
        }
    }

    /// <summary>On the decode thread: one request from its start to its answer.</summary>
    private void Work(EngineRequest request, OpenRequest opened)
    {
        _log.NextRequest();
        _abort.Set(false);
        EngineReply reply;
        using (opened.Cancelled.UnsafeRegister(_ => _abort.Set(true), null))
        {
            try
            {
                reply = Handle(request, opened);
            }
            catch (EngineFailedException problem)
            {
                reply = ToReply(request.Id, problem);
            }
            catch (OutOfMemoryException problem)
            {
                reply = new RequestFailed(request.Id, EngineFailureKind.OutOfMemory, problem.Message);
            }
            catch (Exception problem)
            {
                string unexpected = $"{problem.GetType().Name}: {problem.Message}";
                reply = new RequestFailed(request.Id, EngineFailureKind.EngineError, unexpected);
            }
        }

        _open.TryRemove(request.Id, out _);
        opened.Dispose();
        Send(reply);
    }

    private EngineReply Handle(EngineRequest request, OpenRequest opened) => request switch
    {
        LoadModel load => new ModelLoaded(load.Id, Load(load, opened.Cancelled)),
        CountPrompt count => new PromptCounted(count.Id, Session().Count(count.Messages)),
        GenerateResponse generate => new ResponseGenerated(
            generate.Id,
            Session().Generate(
                generate.Request,
                opened.Steering,
                update => Send(new GenerationProgressed(generate.Id, update)),
                opened.Cancelled)),
        EvaluateResponse evaluate => Evaluate(evaluate),
        TokenizeText text => new TextTokenized(text.Id, Session().Tokenize(text.Text ?? string.Empty, text.ParseSpecial)),
        ReadVocabulary page => new VocabularyRead(
            page.Id, Session().ReadVocabulary(page.Offset, page.Count, page.Filter ?? string.Empty)),
        _ => new RequestFailed(request.Id, EngineFailureKind.BadRequest, $"{request.GetType().Name} is not expected here"),
    };

    private ResponseEvaluated Evaluate(EvaluateResponse evaluate)
    {
        (int promptTokens, int rows) = Session().Evaluate(
            evaluate.Request, update => Send(new GenerationProgressed(evaluate.Id, update)));
        return new ResponseEvaluated(evaluate.Id, promptTokens, rows);
    }

    private LoadedModel Load(LoadModel load, CancellationToken ct)
    {
        if (_session is not null)
        {
            throw new EngineFailedException(
                EngineFailureKind.BadRequest, "this engine already holds a model; another model needs another engine");
        }

        ModelLoader loader = new(_library!, _abort, _time, AvailableMemory.ReadBytes);
        ProgressThrottle progress = new(p => Send(new LoadProgressed(load.Id, p)), _time);
        _session = loader.Load(load.Request, progress.Report, ct);
        return _session.Loaded;
    }

    private ModelSession Session() => _session
        ?? throw new EngineFailedException(EngineFailureKind.BadRequest, "no model is loaded");

    private void Cancel(int id)
    {
        if (_open.TryGetValue(id, out OpenRequest? request))
        {
            request.Cancel();
        }
    }

    private void Steer(SteerResponse steer)
    {
        if (steer.Command is not null && _open.TryGetValue(steer.Id, out OpenRequest? request))
        {
            request.Steering.Post(steer.Command);
        }
    }

    private void CancelAll()
    {
        foreach (int id in _open.Keys)
        {
            Cancel(id);
        }
    }

    private void Unload()
    {
        LlamaLog.Sink = null;
        _session?.Dispose();
    }

    /// <summary>False when the host no longer listens, which ends the engine.</summary>
    private bool Send(EngineReply reply)
    {
        try
        {
            _writer.Write(reply, EngineJson.Frames.EngineReply);
            return true;
        }
        catch (FrameException problem)
        {
            string tooLarge = $"the answer is too large: {problem.Message}";
            return Send(new RequestFailed(reply.Id, EngineFailureKind.EngineError, tooLarge));
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            _abort.Set(true);
            _hostGone.Cancel();
            return false;
        }
    }

    private static RequestFailed ToReply(int id, EngineFailedException problem) => new(id, problem.Kind, problem.Message)
    {
        PromptTokens = problem.PromptTokens,
        ContextTokens = problem.ContextTokens,
        NeededBytes = problem.NeededBytes,
        AvailableBytes = problem.AvailableBytes,
    };

    /// <summary>The request id of a frame that is a JSON object with one; null for anything else.</summary>
    private static int? IdOf(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(frame);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("id", out JsonElement id) && id.TryGetInt32(out int value) ? value : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
