using Samantha.Engine.Protocol;
using Samantha.Sandbox.Processes;

namespace Samantha.Engine.Client;

/// <content>The traffic: greeting, one request at a time with cancel and grace, the reading loop, the watch over silence
/// and death.</content>
public sealed partial class EngineClient
{
    /// <summary>How often a cancelled request looks at the process that is to answer it.</summary>
    private const int CancelLookMs = 200;

    private const string StoppedAnswering = "the engine did not react to a cancel within";

    private async Task GreetAsync(CancellationToken ct)
    {
        PendingRequest pending = Begin(null);
        HostHello hello = new(pending.Id, EngineProtocol.Version, _options.LibraryFolder, _options.FrameBytesMax);
        EngineReply reply;
        try
        {
            reply = await ExchangeAsync(hello, pending)
                .WaitAsync(TimeSpan.FromMilliseconds(_options.StartTimeoutMs), _options.Time, ct).ConfigureAwait(false);
        }
        catch (TimeoutException problem)
        {
            throw new EngineFailedException(
                EngineFailureKind.StartFailed, $"the engine did not answer within {_options.StartTimeoutMs} ms", problem);
        }
        catch (EngineFailedException problem) when (problem.EngineIsGone)
        {
            string kept = problem.Kind == EngineFailureKind.ProtocolGarbage ? "is not an engine" : "ended before it was ready";
            throw new EngineFailedException(
                EngineFailureKind.StartFailed, $"the engine {kept}: {problem.Message}", problem)
            {
                ExitCode = problem.ExitCode,
                Signal = problem.Signal,
            };
        }

        Finish(pending);
        Hello = Accept(reply);
        _reader.FrameBytesMax = _options.FrameBytesMax;
    }

    private static EngineHello Accept(EngineReply reply) => reply switch
    {
        RequestFailed failed => throw ToException(failed),
        EngineHello { ProtocolVersion: EngineProtocol.Version } hello => hello,
        EngineHello other => throw new EngineFailedException(
            EngineFailureKind.StartFailed,
            $"the engine speaks protocol {other.ProtocolVersion}, this program {EngineProtocol.Version}; " +
            "use the engine it came with"),
        _ => throw new EngineFailedException(
            EngineFailureKind.StartFailed, "the engine answered the greeting with something else"),
    };

    private async Task<EngineReply> RequestAsync(
        Func<int, EngineRequest> build, Action<EngineReply>? onProgress, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            ct.ThrowIfCancellationRequested();
            PendingRequest pending = Begin(onProgress);
            try
            {
                Task<EngineReply> exchange = ExchangeAsync(build(pending.Id), pending);
                EngineReply reply = await AwaitOrCancelAsync(exchange, pending.Id, ct).ConfigureAwait(false);
                return reply is RequestFailed failed ? throw ToExceptionOrCancel(failed, ct) : reply;
            }
            finally
            {
                Finish(pending);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<EngineReply> AwaitOrCancelAsync(Task<EngineReply> exchange, int id, CancellationToken ct)
    {
        try
        {
            return await exchange.WaitAsync(ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The request is still under way: ask for its end, then wait for its answer a bounded time.
        }

        Task<EngineReply> cancelled = CancelAsync(exchange, id);
        bool wasStopped = false;
        for (int waitedMs = 0; waitedMs < _options.CancelGraceMs;)
        {
            int ms = Math.Min(CancelLookMs, _options.CancelGraceMs - waitedMs);
            try
            {
                return await cancelled.WaitAsync(TimeSpan.FromMilliseconds(ms), _options.Time, CancellationToken.None)
                    .ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                waitedMs += ms;
            }

            // No grace helps a process that a signal stopped; seen twice, because a suspended machine wakes its processes in turn.
            bool isStopped = ProcessVitals.Read(ProcessId) is { IsStopped: true };
            if (isStopped && wasStopped)
            {
                throw Ended(new EngineFailedException(
                    EngineFailureKind.Unresponsive, "the engine could not react to a cancel (a signal stopped it) and was ended"));
            }

            wasStopped = isStopped;
        }

        throw Ended(new EngineFailedException(
            EngineFailureKind.Unresponsive, $"{StoppedAnswering} {_options.CancelGraceMs} ms and was ended"));
    }

    private EngineFailedException Ended(EngineFailedException failure)
    {
        Fail(failure);
        return failure;
    }

    private async Task<EngineReply> CancelAsync(Task<EngineReply> exchange, int id)
    {
        try
        {
            await _writer.WriteAsync(new CancelRequest(id), EngineJson.Frames.EngineRequest, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            // The pipe is broken: the reading loop learns why and ends the exchange.
        }

        return await exchange.ConfigureAwait(false);
    }

    private async Task SteerAsync(SteerResponse steer)
    {
        try
        {
            await _writer.WriteAsync(steer, EngineJson.Frames.EngineRequest, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or FrameException)
        {
            // The engine is gone, which its request learns by itself.
        }
    }

    private async Task<EngineReply> ExchangeAsync(EngineRequest request, PendingRequest pending)
    {
        try
        {
            await _writer.WriteAsync(request, EngineJson.Frames.EngineRequest, CancellationToken.None).ConfigureAwait(false);
        }
        catch (FrameException problem)
        {
            throw new EngineFailedException(
                EngineFailureKind.BadRequest, $"the request is too large for the engine: {problem.Message}", problem);
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            // The child is gone; its exit, seen by the reading loop, says why.
        }

        return await pending.Done.ConfigureAwait(false);
    }

    private PendingRequest Begin(Action<EngineReply>? onProgress)
    {
        lock (_gate)
        {
            if (_failure is { } failure)
            {
                throw Copy(failure);
            }

            ObjectDisposedException.ThrowIf(_disposed == 1, this);
            _pending = new PendingRequest(++_lastId, onProgress);
            return _pending;
        }
    }

    private void Finish(PendingRequest pending)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_pending, pending))
            {
                _pending = null;
            }
        }
    }

    private async Task ReadLoopAsync()
    {
        Task drained = _stderr.DrainAsync();
        EngineFailedException? failure = null;
        bool truncated = false;
        try
        {
            while (await _reader.ReadAsync(EngineJson.Frames.EngineReply, CancellationToken.None).ConfigureAwait(false)
                is { } reply)
            {
                _silence.Handling(busy: true);
                Dispatch(reply);
                _silence.Handling(busy: false);
            }
        }
        catch (FrameException problem)
        {
            truncated = problem.Truncated;
            string garbage = $"the engine wrote something that is not its protocol: {problem.Message}";
            failure = new EngineFailedException(EngineFailureKind.ProtocolGarbage, garbage, problem);
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // A broken pipe is the end of the stream; the exit code tells more.
        }

        await EndAsync(failure, truncated, drained).ConfigureAwait(false);
    }

    private void Dispatch(EngineReply reply)
    {
        switch (reply)
        {
            case Heartbeat:
                return;
            case LogWritten log:
                EngineStderr.Write(_options.Log, log.Line);
                return;
        }

        PendingRequest? pending;
        lock (_gate)
        {
            pending = _pending;
        }

        // Id 0 is a failure of the connection itself; an answer to a request nobody waits for any more is dropped.
        if (pending is not null && (reply.Id == pending.Id || reply is RequestFailed { Id: 0 }))
        {
            pending.Take(reply);
        }
    }

    /// <summary>After the stream ended: waits for the process, says what happened to it, fails whatever still waits.</summary>
    private async Task EndAsync(EngineFailedException? failure, bool truncated, Task drained)
    {
        bool leftByItself = await WaitForExitAsync(failure is null ? _options.ExitGraceMs : 200).ConfigureAwait(false);
        if (!leftByItself)
        {
            failure ??= new EngineFailedException(
                EngineFailureKind.ProtocolGarbage, "the engine closed its output but did not end");
            Fail(failure);
            await _process.WaitForExitAsync().ConfigureAwait(false);
        }

        // A grandchild could keep stderr open for ever.
        await Task.WhenAny(drained, Task.Delay(_options.ExitGraceMs, CancellationToken.None)).ConfigureAwait(false);
        int exitCode = _process.ExitCode;
        string? signal = ProcessSignals.NameOf(exitCode);
        string what = $"the engine {ProcessSignals.Describe(exitCode)}";
        if (_stderr.Cause() is { } cause && signal != "SIGKILL")
        {
            what += $": {cause}";
        }

        // A truncated frame is how a crash in the middle of a write looks.
        if (failure is null || (truncated && leftByItself))
        {
            failure = new EngineFailedException(EngineFailureKind.Crashed, what) { ExitCode = exitCode, Signal = signal };
        }

        Fail(failure);
        lock (_gate)
        {
            string reason = _endedOnPurpose ? what : _failure!.Message;
            _exited.TrySetResult(new EngineExit(_endedOnPurpose, exitCode, signal, reason));
        }
    }

    private async Task<bool> WaitForExitAsync(int ms)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMilliseconds(ms), _options.Time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task WatchAsync()
    {
        var hang = new HangVerdict();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(SilenceWatch.TickMs), _options.Time);
        try
        {
            while (!_exited.Task.IsCompleted && await timer.WaitForNextTickAsync(_closing.Token).ConfigureAwait(false))
            {
                bool isTooLong = _silence.Tick();
                if (Hello.ProtocolVersion == 0)
                {
                    continue; // Before the greeting the start timeout is the limit.
                }

                string? early = hang.Look(_silence.SilentMs, _silence.IsPunctual, () => ProcessVitals.Read(ProcessId));
                if (isTooLong || early is not null)
                {
                    string why = early is null ? "" : $" ({early})";
                    string silent = $"{(int)_silence.SilentMs} ms";
                    Fail(new EngineFailedException(
                        EngineFailureKind.Unresponsive, $"the engine gave no sign of life for {silent}{why} and was ended"));
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed: nothing left to watch.
        }
    }

    /// <summary>The first failure counts; it ends the process and the waiting request.</summary>
    private void Fail(EngineFailedException failure)
    {
        PendingRequest? pending;
        lock (_gate)
        {
            _failure ??= failure;
            failure = _failure;
            pending = _pending;
        }

        KillProcess();
        pending?.Fail(failure);
    }

    private static Exception ToExceptionOrCancel(RequestFailed failed, CancellationToken ct) =>
        failed.Kind == EngineFailureKind.Cancelled ? new OperationCanceledException(failed.Message, ct) : ToException(failed);

    private static EngineFailedException ToException(RequestFailed failed) => new(failed.Kind, failed.Message)
    {
        PromptTokens = failed.PromptTokens,
        ContextTokens = failed.ContextTokens,
        NeededBytes = failed.NeededBytes,
        AvailableBytes = failed.AvailableBytes,
    };

    /// <summary>A fresh exception for each caller: one object thrown twice would mix their stack traces.</summary>
    private static EngineFailedException Copy(EngineFailedException failure) => new(failure.Kind, failure.Message, failure)
    {
        ExitCode = failure.ExitCode,
        Signal = failure.Signal,
    };
}
