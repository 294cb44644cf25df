using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Samantha.Engine.Protocol;

namespace Samantha.ScriptedEngine;

/// <summary>
/// A real child process that speaks the engine protocol without any model: canned responses at a rate, and misbehaviour on
/// command. Tests of the client and of the actors start it in place of the engine.
/// </summary>
public sealed partial class ScriptedServer : IDisposable
{
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly FrameReader _reader = new(Console.OpenStandardInput(), EngineProtocol.FrameBytesMax);
    private readonly FrameWriter _writer;
    private readonly BlockingCollection<EngineRequest> _queue = [];
    private readonly ConcurrentDictionary<int, bool> _cancelled = new();
    private ScriptedOptions _options;
    private string _modelName = "scripted";
    private volatile bool _silent;
    private volatile bool _stuck;

    public ScriptedServer(ScriptedOptions options)
    {
        _options = options;
        _writer = new FrameWriter(_output);
    }

    public async Task<int> RunAsync()
    {
        if (await _reader.ReadAsync(EngineJson.Frames.EngineRequest, CancellationToken.None) is not HostHello hello)
        {
            return 2;
        }

        Act(Phase.Start, hello.Id, []);
        Send(new EngineHello(hello.Id, EngineProtocol.Version, "scripted", "none"));
        Background(Heartbeats);
        Background(Work);
        while (await _reader.ReadAsync(EngineJson.Frames.EngineRequest, CancellationToken.None) is { } request)
        {
            if (request is CancelRequest cancel)
            {
                _cancelled[cancel.Id] = true;
            }
            else
            {
                _queue.Add(request);
            }
        }

        return 0;
    }

    public void Dispose()
    {
        _queue.Dispose();
        _writer.Dispose();
    }

    private static void Background(Action loop) => new Thread(() =>
    {
        try
        {
            loop();
        }
        catch (IOException)
        {
            // The host is gone.
            Environment.Exit(0);
        }
    })
    { IsBackground = true }.Start();

    private void Heartbeats()
    {
        while (true)
        {
            Wait(EngineProtocol.HeartbeatIntervalMs);
            if (!_silent)
            {
                Send(new Heartbeat(0));
            }
        }
    }

    private void Work()
    {
        foreach (EngineRequest request in _queue.GetConsumingEnumerable())
        {
            EngineReply reply = request switch
            {
                LoadModel load => Load(load),
                CountPrompt count => new PromptCounted(count.Id, new PromptCount(Count(count.Messages), _options.ContextTokens)),
                GenerateResponse generate => Generate(generate),
                TokenizeText text => Tokenize(text),
                _ => new RequestFailed(request.Id, EngineFailureKind.BadRequest, "the scripted engine has no vocabulary"),
            };
            Send(reply);
        }
    }

    private EngineReply Load(LoadModel load)
    {
        _options = _options.WithModelFile(load.Request.ModelPath);
        _modelName = Path.GetFileNameWithoutExtension(load.Request.ModelPath);
        if (load.Request.ContextTokens > 0)
        {
            _options = _options with { ContextTokens = load.Request.ContextTokens };
        }

        const int Steps = 10;
        for (int step = 0; step <= Steps; step++)
        {
            Send(new LoadProgressed(load.Id, new LoadProgress(LoadPhase.Loading, (double)step / Steps)));
            Wait(_options.LoadMs / Steps);
            if (IsCancelled(load.Id))
            {
                return new RequestFailed(load.Id, EngineFailureKind.Cancelled, "the load was cancelled");
            }
        }

        return Act(Phase.Load, load.Id, []) ?? new ModelLoaded(load.Id, Model(load.Request));
    }

    private EngineReply Generate(GenerateResponse generate)
    {
        GenerateRequest request = generate.Request;
        string last = request.Messages.LastOrDefault()?.Content ?? string.Empty;
        Directive[] extra = last.StartsWith('!')
            ? [.. last[1..].Split(' ', '\n').Select(Directive.TryParse).OfType<Directive>()]
            : [];
        int prompt = Count(request.Messages);
        if (prompt >= _options.ContextTokens)
        {
            string tooLong = $"the prompt has {prompt} tokens, the context window {_options.ContextTokens}";
            return new RequestFailed(generate.Id, EngineFailureKind.PromptTooLong, tooLong)
            {
                PromptTokens = prompt,
                ContextTokens = _options.ContextTokens,
            };
        }

        Send(new GenerationProgressed(generate.Id, new PrefillProgress(0, prompt)));
        if (Act(Phase.Prefill, generate.Id, extra) is { } failed)
        {
            return failed;
        }

        Send(new GenerationProgressed(generate.Id, new PrefillProgress(prompt, prompt)));
        return Decode(generate, prompt, last, extra);
    }

    private EngineReply Decode(GenerateResponse generate, int prompt, string last, Directive[] extra)
    {
        string reply = _options.Reply ?? $"Response to: {last}";
        if (generate.Request.Sampling.Temperature > 0)
        {
            reply += $" (seed {generate.Request.Seed})";
        }

        Stopwatch clock = Stopwatch.StartNew();
        StringBuilder text = new();
        int tokens = 0;
        StopReason reason = StopReason.EndOfTurn;
        foreach (string word in Words(reply))
        {
            if (IsCancelled(generate.Id))
            {
                reason = StopReason.Cancelled;
                break;
            }

            text.Append(word);
            tokens++;
            Send(new GenerationProgressed(generate.Id, new TokensGenerated(word, tokens)));
            if (tokens == 1 && Act(Phase.Decode, generate.Id, extra) is { } failed)
            {
                return failed;
            }

            if (generate.Request.MaxTokens > 0 && tokens == generate.Request.MaxTokens)
            {
                reason = StopReason.MaxTokens;
                break;
            }

            if (prompt + tokens >= _options.ContextTokens)
            {
                reason = StopReason.ContextFull;
                break;
            }

            Wait(_options.TokenMs);
        }

        return new ResponseGenerated(
            generate.Id, new GenerationResult(text.ToString(), prompt, tokens, 0, 1, clock.Elapsed.TotalMilliseconds, reason));
    }

    private static TextTokenized Tokenize(TokenizeText text)
    {
        string[] words = [.. Words(text.Text)];
        return new TextTokenized(text.Id, new TokenizeResult(words.Length, [.. words.Select((word, i) => new VocabularyToken(
            i, word, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(word)), VocabularyTokenKind.Normal))]));
    }

    /// <summary>Misbehaves if a directive says so; the result is a reply to send instead of the right one, or null.</summary>
    private EngineReply? Act(Phase phase, int id, Directive[] extra)
    {
        IEnumerable<Directive> standing = _options.Directives.Where(d => d.Phase == phase);
        if (_options.OnceFile is { } file && standing.Any())
        {
            if (File.Exists(file))
            {
                standing = [];
            }
            else
            {
                File.WriteAllText(file, "misbehaved once");
            }
        }

        EngineReply? reply = null;
        foreach (Directive directive in standing.Concat(extra.Where(d => d.Phase == phase)).ToArray())
        {
            reply = Do(directive, id) ?? reply;
        }

        return reply;
    }

    private EngineReply? Do(Directive directive, int id)
    {
        switch (directive.Action)
        {
            case "garbage":
                Raw(Encoding.ASCII.GetBytes("Segmentation fault, says somebody on stdout\n"));
                break;
            case "oversize":
                Raw([0xFF, 0xFF, 0xFF, 0x7F]);
                break;
            case "truncate":
                Raw([0x10, 0, 0, 0, (byte)'{']);
                Environment.Exit(1);
                break;
            case "abort":
                Console.Error.WriteLine("scripted: GGML_ASSERT(false) failed");
                Abort();
                break;
            case "exit":
                Environment.Exit(directive.Number);
                break;
            case "hang":
                _silent = true;
                Wait(Timeout.Infinite);
                break;
            case "stuck":
                _stuck = true;
                Wait(Timeout.Infinite);
                break;
            case "slow":
                SlowDown(directive.Number, id);
                break;
            case "fail":
                return new RequestFailed(id, (EngineFailureKind)directive.Number, "scripted failure");
            case "wrong":
                return new PromptCounted(id, new PromptCount(1, 1));
        }

        return null;
    }

    private void SlowDown(int ms, int id)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (clock.ElapsedMilliseconds < ms && !IsCancelled(id))
        {
            Wait(10);
        }
    }

    /// <summary>The real thing, as a failed assertion in native code would do it.</summary>
    private static void Abort()
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.FailFast("scripted");
        }

        NativeAbort();
    }

    [LibraryImport("libc", EntryPoint = "abort")]
    private static partial void NativeAbort();

    private static void Wait(int ms)
    {
        using ManualResetEventSlim never = new();
        never.Wait(ms);
    }

    private bool IsCancelled(int id) => !_stuck && _cancelled.ContainsKey(id);

    private void Raw(byte[] bytes)
    {
        _output.Write(bytes);
        _output.Flush();
    }

    private void Send(EngineReply reply) => _writer.Write(reply, EngineJson.Frames.EngineReply);

    private static int Count(IEnumerable<EngineMessage> messages) => messages.Sum(m => 4 + Words(m.Content).Count());

    private static IEnumerable<string> Words(string text)
    {
        int start = 0;
        for (int i = 1; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]) && !char.IsWhiteSpace(text[i - 1]))
            {
                yield return text[start..i];
                start = i;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }

    private LoadedModel Model(LoadRequest request) => new()
    {
        Name = _modelName,
        Description = "scripted engine",
        Architecture = "scripted",
        ContextTokens = _options.ContextTokens,
        TrainedContextTokens = 1024,
        VocabularyTokens = 1,
        Parameters = 1,
        SizeBytes = 1,
        MicroBatchTokens = 128,
        Threads = 1,
        BatchThreads = 1,
        FlashAttention = false,
        TemplateName = "model",
        CpuVariant = "none",
        LibraryVersion = "scripted",
        LoadMs = _options.LoadMs,
        SpecialTokens = new SpecialTokens(-1, -1, -1, false, [], 0),
        ForecastBytes = 1,
        VocabularyOnly = request.VocabularyOnly,
    };
}
