using System.Collections.Immutable;
using Samantha.Sandbox.Levels;

namespace Samantha.Sandbox.Running;

/// <summary>
/// One program in one started sandbox, from handing it over to its outcome: collects output and files, holds the limits that
/// the kernel does not hold, ends the sandbox. Always leaves the sandbox ended.
/// </summary>
internal sealed class ProgramRun : IDisposable
{
    /// <summary>How long an ended program's sandbox may take to hand out its files.</summary>
    private static readonly TimeSpan CollectTime = TimeSpan.FromSeconds(20);

    /// <summary>How long a sandbox that was asked to end its program may take before it is ended itself.</summary>
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(3);

    private const int StderrTailChars = 16_384;

    private readonly SandboxProcess _process;
    private readonly PythonRun _run;
    private readonly TimeProvider _time;
    private readonly byte[] _program;
    private readonly OutputCollector _output;
    private readonly ProducedFiles _files;
    private readonly TreeWatch _watch;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _outputFull = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile SupervisorEnd? _end;

    public ProgramRun(SandboxProcess process, PythonRun run, byte[] program, Action<SandboxOutput>? onOutput, TimeProvider time)
    {
        _process = process;
        _run = run;
        _time = time;
        _program = program;
        _output = new OutputCollector(run.Limits.OutputBytes, onOutput);
        _files = new ProducedFiles(run.FilesFolder, run.Limits, program);
        _watch = new TreeWatch(process.Id, run.Limits, time, process.WorkFolder) { OwnProcesses = process.OwnProcesses };
    }

    public async Task<SandboxOutcome> ExecuteAsync(string levelReason, CancellationToken ct)
    {
        long start = _time.GetTimestamp();
        double ranMs = 0;
        SandboxLimit? struck;
        using (CancellationTokenSource waits = CancellationTokenSource.CreateLinkedTokenSource(ct))
        {
            _watch.Begin();
            Task<SandboxLimit> watch = _watch.WaitAsync(waits.Token);
            Task wall = Task.Delay(_run.Limits.WallClock, _time, waits.Token);
            Task hand = _process.RunAsync(_program, OnFrame);
            await Task.WhenAny(_ended.Task, _process.Finished, _outputFull.Task, watch, wall).ConfigureAwait(false);
            ranMs = _time.GetElapsedTime(start).TotalMilliseconds;
            struck = Struck(watch, wall);
            if (struck is not null && !ct.IsCancellationRequested)
            {
                await _process.AskToEndAsync().WaitAsync(EndGrace, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await WaitAsync(_ended.Task, EndGrace, ct).ConfigureAwait(false);
            }

            if (!ct.IsCancellationRequested && _end is not null)
            {
                await WaitAsync(_process.Finished, CollectTime, ct).ConfigureAwait(false);
            }

            await waits.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(watch, wall).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            bool cancelled = ct.IsCancellationRequested && !_process.IsComplete;
            await _process.KillAsync().ConfigureAwait(false);
            await WaitAsync(Task.WhenAll(_process.Finished, hand), EndGrace, CancellationToken.None).ConfigureAwait(false);
            return cancelled
                ? Outcome(SandboxEnd.Cancelled, "it was cancelled", null, [], ranMs, levelReason)
                : await JudgeAsync(struck, ranMs, levelReason).ConfigureAwait(false);
        }
    }

    public void Dispose() => _files.Dispose();

    private SandboxLimit? Struck(Task<SandboxLimit> watch, Task wall)
    {
        if (_ended.Task.IsCompleted)
        {
            return _outputFull.Task.IsCompleted ? SandboxLimit.Output : null;
        }

        return _outputFull.Task.IsCompleted ? SandboxLimit.Output
            : watch.IsCompletedSuccessfully ? watch.Result
            : wall.IsCompletedSuccessfully ? SandboxLimit.WallClock
            : null;
    }

    private void OnFrame(byte kind, ReadOnlyMemory<byte> payload)
    {
        switch (kind)
        {
            case SupervisorFrame.Stdout or SupervisorFrame.Stderr:
                if (!_output.Add(kind == SupervisorFrame.Stderr, payload.Span))
                {
                    _outputFull.TrySetResult();
                }

                break;
            case SupervisorFrame.End when _end is null:
                _end = SupervisorEnd.Parse(payload.Span);
                _ended.TrySetResult();
                break;
            case SupervisorFrame.Note when _end is not null:
                _files.Note(payload.Span);
                break;
            case SupervisorFrame.File when _end is not null:
                _files.Begin(payload.Span);
                break;
            case SupervisorFrame.Data when _end is not null:
                _files.Add(payload.Span);
                break;
        }
    }

    private async Task<SandboxOutcome> JudgeAsync(SandboxLimit? struck, double ranMs, string levelReason)
    {
        _files.Complete();
        if (struck is { } limit)
        {
            string message = $"it was ended at a limit: {LimitTexts.Describe(limit, _run.Limits)}";
            return Outcome(SandboxEnd.LimitReached, message, _end?.ExitCode ?? 137, [limit], ranMs, levelReason);
        }

        if (_end is not { } end)
        {
            string said = await _process.DiagnosticsAsync().ConfigureAwait(false);
            string message = "the sandbox ended before its program did" + (said.Length > 0 ? $": {said}" : string.Empty);
            return Outcome(SandboxEnd.Crashed, message, 137, [], ranMs, levelReason);
        }

        AddLockedNotes(end);
        if (end.IsFlooded)
        {
            string message = "it was ended at a limit: too many files; "
                + LimitTexts.Describe(SandboxLimit.WorkFolder, _run.Limits);
            return Outcome(SandboxEnd.LimitReached, message, end.ExitCode, [SandboxLimit.WorkFolder], ranMs, levelReason);
        }

        SandboxOutcome plain = Outcome(SandboxEnd.Exited, string.Empty, end.ExitCode, [], ranMs, levelReason);
        string tail = plain.Stderr;
        ImmutableArray<SandboxLimit> limits = LimitEvidence.Find(
            end, tail.Length > StderrTailChars ? tail[^StderrTailChars..] : tail, _files.HasFullFile, _watch.ProcessesSeen,
            _run.Limits);
        string names = string.Join(", ", limits.Select(found => LimitTexts.Describe(found, _run.Limits)));
        if (LimitEvidence.EndedByCpu(end.Signal, end.CpuMs, _run.Limits))
        {
            return plain with { End = SandboxEnd.LimitReached, Message = $"it was ended at a limit: {names}", Limits = limits };
        }

        if (end.Signal != 0)
        {
            string met = names.Length > 0 ? $"; limits reached: {names}" : string.Empty;
            string died = $"it was ended by {SignalNames.Of(end.Signal)}{met}";
            return plain with { End = SandboxEnd.Crashed, Message = died, Limits = limits };
        }

        return names.Length == 0 ? plain : plain with { Message = $"it met a limit: {names}", Limits = limits };
    }

    private void AddLockedNotes(SupervisorEnd end)
    {
        foreach (SandboxFolder folder in _run.Rules.Writable)
        {
            if (_process.Level == SandboxLevel.Bubblewrap && end.Locked.Contains($"/data/{folder.Name}"))
            {
                _files.Note($"/data/{folder.Name} cannot be changed: the user that programs run as may not write into "
                    + folder.HostPath);
            }
        }
    }

    private SandboxOutcome Outcome(
        SandboxEnd end, string message, int? exitCode, ImmutableArray<SandboxLimit> limits, double ranMs, string levelReason)
    {
        _files.Complete();
        return new SandboxOutcome(
            end, message, exitCode, _output.Finish(), _output.IsCut, ranMs, limits, _process.Level, levelReason, _files.Files,
            _files.Notes);
    }

    private static async Task WaitAsync(Task task, TimeSpan time, CancellationToken ct)
    {
        try
        {
            await task.WaitAsync(time, ct).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is TimeoutException or OperationCanceledException)
        {
            // The caller goes on and ends what is left.
        }
    }
}
