using System.Collections.Immutable;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Simulation.Runtime;

namespace Samantha.Simulation.World;

/// <summary>
/// An engine process as its client shows it, with everything that the client's contract allows: late answers, cancels that come too
/// late or are not heard, a death at any moment, an end that takes its time.
/// </summary>
internal sealed class SimEngine(SimWorld world) : IEngine
{
    private const int CancelGraceMs = 2_000;

    private readonly List<TaskCompletionSource<EngineExit>> _awaitExit = [];
    private EngineExit? _exit;
    private Action<Exception>? _fail;
    private EngineFailedException? _failure;
    private bool _endsOnPurpose;

    public int ProcessId { get; } = world.NextProcessId();

    /// <summary>A task for each who asks: a task with several continuations runs them on other threads.</summary>
    public Task<EngineExit> Exited
    {
        get
        {
            var awaited = new TaskCompletionSource<EngineExit>();
            if (_exit is { } exit)
            {
                awaited.SetResult(exit);
            }
            else
            {
                _awaitExit.Add(awaited);
            }

            return awaited.Task;
        }
    }

    public bool IsAlive { get; private set; } = true;

    /// <summary>Since when it lives on and gets nowhere, in waking time; null while it works.</summary>
    public TimeSpan? StuckSince { get; private set; }

    private SimRandom Random => world.Random;

    public Task GreetAsync(CancellationToken ct) => Ask<bool>(ask => Later(ask, () =>
    {
        if (world.Happens(world.Weather.EngineFault))
        {
            Die(EngineFailureKind.StartFailed, "simulated: did not start");
            return;
        }

        ask.TrySetResult(true);
    }), null, ct);

    public Task<LoadedModel> LoadAsync(LoadRequest request, Action<LoadProgress>? onProgress, CancellationToken ct) =>
        Ask<LoadedModel>(ask => Load(ask, request, onProgress, stepsLeft: Random.Between(1, 3)), null, ct);

    public Task<PromptCount> CountAsync(ImmutableArray<EngineMessage> messages, CancellationToken ct) =>
        Ask<PromptCount>(
            ask => Later(ask, () => ask.TrySetResult(new PromptCount(Script.Tokens(messages), _contextTokens))), null, ct);

    public Task<GenerationResult> GenerateAsync(
        GenerateRequest request, Action<GenerationUpdate>? onUpdate, CancellationToken ct)
    {
        int prompt = Script.Tokens(request.Messages);
        string[] words = Script.Words(request);
        if (world.Defect == Defect.ForgetsTheSeed && Random.Chance(0.3))
        {
            words = [.. words, "again"];
        }

        var said = new Said(prompt, request.WithTextEnds);
        return Ask<GenerationResult>(
            ask =>
            {
                if (prompt >= _contextTokens)
                {
                    Later(ask, () => ask.TrySetException(
                        new EngineFailedException(EngineFailureKind.PromptTooLong, "simulated: too long")
                        {
                            PromptTokens = prompt, ContextTokens = _contextTokens,
                        }));
                    return;
                }

                Later(ask, () =>
                {
                    onUpdate?.Invoke(new PrefillProgress(prompt, prompt));
                    Speak(ask, said, words, onUpdate);
                });
            },
            ask => ask.TrySetResult(said.Result(StopReason.Cancelled)),
            ct);
    }

    private int _contextTokens = 60;

    public void Kill()
    {
        _endsOnPurpose = true;
        End(EngineFailureKind.Crashed, "simulated: was killed", world.Short());
    }

    public async ValueTask DisposeAsync()
    {
        if (world.Defect == Defect.EngineOutlivesItsEnd && !_endsOnPurpose)
        {
            _endsOnPurpose = true;
            world.Time.After(TimeSpan.FromSeconds(2), () => Gone("lingered"));
            return;
        }

        _endsOnPurpose = true;
        End(EngineFailureKind.Crashed, "simulated: was closed", Random.Chance(0.1) ? world.Long() : world.Short());
        await Exited.ConfigureAwait(false);
    }

    private void Load(
        TaskCompletionSource<LoadedModel> ask, LoadRequest request, Action<LoadProgress>? onProgress, int stepsLeft) =>
        Later(ask, () =>
        {
            onProgress?.Invoke(new LoadProgress(LoadPhase.Loading, 1.0 / (1 + stepsLeft)));
            if (world.Happens(world.Weather.EngineFault))
            {
                ask.TrySetException(new EngineFailedException(
                    Random.Of(EngineFailureKind.LoadFailed, EngineFailureKind.OutOfMemory, EngineFailureKind.ContextTooLarge),
                    "simulated: cannot be loaded"));
            }
            else if (stepsLeft > 1)
            {
                Load(ask, request, onProgress, stepsLeft - 1);
            }
            else
            {
                _contextTokens = request.ContextTokens > 0 ? Math.Min(request.ContextTokens, 400) : 400;
                ask.TrySetResult(Loaded(request, _contextTokens));
            }
        });

    private void Speak(
        TaskCompletionSource<GenerationResult> ask, Said said, string[] words, Action<GenerationUpdate>? onUpdate) =>
        Later(ask, () =>
        {
            if (said.Tokens == words.Length)
            {
                ask.TrySetResult(said.Result(StopReason.EndOfTurn));
                return;
            }

            string word = words[said.Tokens];
            said.Add(word);
            onUpdate?.Invoke(new TokensGenerated(word, said.Tokens));
            Speak(ask, said, words, onUpdate);
        });

    /// <summary>One request, as the real client makes it: cancelled with a grace, and failed when the engine ends.</summary>
    private async Task<T> Ask<T>(
        Action<TaskCompletionSource<T>> begin, Action<TaskCompletionSource<T>>? onCancelled, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (_failure is { } failure)
        {
            throw new EngineFailedException(failure.Kind, failure.Message);
        }

        var ask = new TaskCompletionSource<T>();
        _fail = problem => ask.TrySetException(problem);
        using CancellationTokenRegistration registration = ct.Register(() => OnCancel(ask, onCancelled, ct));
        begin(ask);
        return await ask.Task.ConfigureAwait(false);
    }

    private void OnCancel<T>(TaskCompletionSource<T> ask, Action<TaskCompletionSource<T>>? onCancelled, CancellationToken ct)
    {
        if (StuckSince is not null || world.Happens(world.Weather.EngineFault * 3))
        {
            world.Time.After(TimeSpan.FromMilliseconds(CancelGraceMs), () => FailOpen(
                ask, EngineFailureKind.Unresponsive, "simulated: did not react to a cancel"));
            return;
        }

        world.Time.After(TimeSpan.FromMilliseconds(Random.Below(100)), () =>
        {
            if (onCancelled is null)
            {
                ask.TrySetCanceled(ct);
            }
            else
            {
                onCancelled(ask);
            }
        });
    }

    /// <summary>Goes on with a request after a while, unless it is over or something happens to the engine.</summary>
    private void Later<T>(TaskCompletionSource<T> ask, Action next) => world.Time.After(
        Random.Chance(0.02) ? world.Long() : world.Short(),
        () =>
        {
            if (ask.Task.IsCompleted || !IsAlive)
            {
                return;
            }

            if (world.Happens(world.Weather.EngineFault))
            {
                Misbehave(ask);
                return;
            }

            next();
        });

    private void Misbehave<T>(TaskCompletionSource<T> ask)
    {
        switch (Random.Below(world.Weather.Watchdog.IsOn ? 5 : 4))
        {
            case 0:
                Die(EngineFailureKind.Crashed, "simulated: crashed");
                break;
            case 1:
                FailOpen(ask, EngineFailureKind.ProtocolGarbage, "simulated: wrote garbage");
                break;
            case 4:
                StuckSince = world.Time.Awake;
                world.Silences++;
                break;
            case 2:
                world.Silences++;
                world.Time.After(TimeSpan.FromSeconds(10), () => FailOpen(
                    ask, EngineFailureKind.Unresponsive, "simulated: fell silent"));
                break;
            default:
                ask.TrySetException(new EngineFailedException(EngineFailureKind.EngineError, "simulated: could not do it"));
                break;
        }
    }

    private void FailOpen<T>(TaskCompletionSource<T> ask, EngineFailureKind kind, string message)
    {
        if (!ask.Task.IsCompleted)
        {
            Break(kind, message);
            End(kind, message, world.Short());
        }
    }

    /// <summary>The process is gone before anybody knows.</summary>
    private void Die(EngineFailureKind kind, string message) => End(kind, message, TimeSpan.Zero);

    private void End(EngineFailureKind kind, string message, TimeSpan after)
    {
        if (!IsAlive)
        {
            return;
        }

        if (after == TimeSpan.Zero)
        {
            Break(kind, message, tell: false);
            Gone(message);
        }
        else
        {
            world.Time.After(after, () => End(kind, message, TimeSpan.Zero));
        }
    }

    private void Break(EngineFailureKind kind, string message, bool tell = true)
    {
        _failure ??= new EngineFailedException(kind, message);
        if (tell)
        {
            _fail?.Invoke(new EngineFailedException(_failure.Kind, _failure.Message));
        }
    }

    private void Gone(string reason)
    {
        if (!IsAlive)
        {
            return;
        }

        IsAlive = false;
        world.Engines.Remove(this);
        if (_failure is { } failure)
        {
            _fail?.Invoke(new EngineFailedException(failure.Kind, failure.Message));
        }

        _exit = new EngineExit(_endsOnPurpose, 1, null, reason);
        foreach (TaskCompletionSource<EngineExit> awaited in _awaitExit.ToArray())
        {
            awaited.TrySetResult(_exit);
        }
    }

    private static LoadedModel Loaded(LoadRequest request, int contextTokens) => new()
    {
        Name = Path.GetFileNameWithoutExtension(request.ModelPath),
        Description = "simulated",
        Architecture = "simulated",
        ContextTokens = contextTokens,
        TrainedContextTokens = 400,
        VocabularyTokens = 1,
        Parameters = 1,
        SizeBytes = 1,
        MicroBatchTokens = 128,
        Threads = 1,
        BatchThreads = 1,
        FlashAttention = false,
        TemplateName = "model",
        CpuVariant = "none",
        LibraryVersion = "simulated",
        LoadMs = 1,
        SpecialTokens = new SpecialTokens(-1, -1, -1, false, [], 0),
        ForecastBytes = 1,
    };

    private sealed class Said(int promptTokens, bool withTextEnds)
    {
        private readonly List<int> _ends = [];
        private string _text = "";

        public int Tokens => _ends.Count;

        public void Add(string word)
        {
            _text += word;
            _ends.Add(_text.Length);
        }

        public GenerationResult Result(StopReason reason)
        {
            var result = new GenerationResult(_text, promptTokens, Tokens, 0, 1, 1, reason);
            return withTextEnds
                ? result with { TextEnds = [.. _ends], TokenIds = [.. Enumerable.Range(1, Tokens)] }
                : result;
        }
    }
}
