using System.Collections.Concurrent;
using System.Text;
using Samantha.Sandbox.Bubblewrap;
using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Processes;

namespace Samantha.Sandbox.Running;

/// <summary>
/// Runs Python programs and commands in the strongest sandbox that proved itself here. It owns the processes that it starts and
/// ends them on dispose; it decides nothing about when or why something is run.
/// </summary>
public sealed class PythonSandbox : IAsyncDisposable
{
    /// <summary>Self-tests that passed, by what they depend on: one per process is enough.</summary>
    private static readonly ConcurrentDictionary<(SandboxWish, string?), SandboxReport> Passed = new();

    private readonly SandboxSettings _settings;
    private readonly TimeProvider _time;
    private readonly SandboxPlaces _places;
    private readonly SandboxStarter _starter;
    private readonly SandboxProbe _probe;
    private readonly SpareKeeper _spares;
    private readonly SemaphoreSlim _probing = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Task, byte> _runs = new();

    public PythonSandbox(SandboxSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _places = new SandboxPlaces(time);
        _starter = new SandboxStarter(_places, RootDrop.IsRoot);
        _probe = new SandboxProbe(_starter, settings, RootDrop.IsRoot, time);
        _spares = new SpareKeeper(StartSpare);
    }

    /// <summary>The level in force and why. A self-test that passed is not repeated in the same process.</summary>
    public async Task<SandboxReport> ProbeAsync(CancellationToken ct)
    {
        (SandboxWish, string?) key = (_settings.Wish, _settings.Interpreter);
        if (Passed.TryGetValue(key, out SandboxReport? known))
        {
            return known;
        }

        await _probing.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (Passed.TryGetValue(key, out known))
            {
                return known;
            }

            SandboxReport report = await _probe.ProbeAsync(ct).ConfigureAwait(false);
            if (report.IsAvailable)
            {
                Passed[key] = report;
            }

            return report;
        }
        finally
        {
            _probing.Release();
        }
    }

    /// <summary>
    /// Runs a program to its end, a limit, or the cancellation (then End = Cancelled and the whole process tree is gone within
    /// 250 ms). Never throws for what the program does. onOutput is called in order from one thread and must be quick.
    /// </summary>
    public async Task<SandboxOutcome> RunAsync(PythonRun run, Action<SandboxOutput>? onOutput, CancellationToken ct)
    {
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(ct, _closing.Token);
        Task<SandboxOutcome> task = RunNowAsync(run, onOutput, both.Token);
        _runs.TryAdd(task, 0);
        try
        {
            return await task.ConfigureAwait(false);
        }
        finally
        {
            _runs.TryRemove(task, out _);
        }
    }

    /// <summary>Runs any installed program in the same sandbox, without network.</summary>
    public async Task<CommandOutcome> RunCommandAsync(SandboxedCommand command, CancellationToken ct)
    {
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(ct, _closing.Token);
        Task<CommandOutcome> task = RunCommandNowAsync(command, both.Token);
        _runs.TryAdd(task, 0);
        try
        {
            return await task.ConfigureAwait(false);
        }
        finally
        {
            _runs.TryRemove(task, out _);
        }
    }

    /// <summary>
    /// From now on keeps one warm interpreter for these rules and limits. The next matching run uses it up; another one is
    /// started behind it. Gone on dispose.
    /// </summary>
    public void KeepSpare(SandboxRules rules, SandboxLimits limits)
    {
        if (RuleCheck.Problem(rules, limits) is null)
        {
            _spares.Keep(rules, limits);
            Track(FillAsync());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _spares.Dispose();
        await Task.WhenAll(_runs.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _places.Dispose();
    }

    private async Task<SandboxOutcome> RunNowAsync(PythonRun run, Action<SandboxOutput>? onOutput, CancellationToken ct)
    {
        SandboxReport? report = null;
        try
        {
            report = await ProbeAsync(ct).ConfigureAwait(false);
            byte[] program = Encoding.UTF8.GetBytes(run.Program);
            if (report.Level is not { } level)
            {
                return StartedRun.Refused(SandboxEnd.NotRun, $"it was not run: {report.Reason}", null, report.Reason);
            }

            if (Refusal(run, program) is { } refusal)
            {
                return StartedRun.Refused(SandboxEnd.NotRun, $"it was not run: {refusal}", null, report.Reason);
            }

            using SandboxProcess process =
                _spares.Take(run.Rules, run.Limits) ?? Start(level, run.Rules, run.Limits, warm: false);
            return await StartedRun.ExecuteAsync(process, run, program, onOutput, _time, report.Reason, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return StartedRun.Refused(SandboxEnd.Cancelled, "it was cancelled", null, report?.Reason ?? string.Empty);
        }
        catch (Exception problem) when (problem is ChildStartException or IOException or UnauthorizedAccessException)
        {
            return StartedRun.Refused(
                SandboxEnd.NotRun, $"it was not run: {problem.Message}", null, report?.Reason ?? string.Empty);
        }
        finally
        {
            Track(FillAsync());
        }
    }

    private async Task<CommandOutcome> RunCommandNowAsync(SandboxedCommand command, CancellationToken ct)
    {
        SandboxReport? report = null;
        try
        {
            report = await ProbeAsync(ct).ConfigureAwait(false);
            return report.Level is { } level
                ? await new CommandRun(_places, RootDrop.IsRoot, _time).ExecuteAsync(command, level, report.Reason, ct)
                    .ConfigureAwait(false)
                : CommandRun.Refused(SandboxEnd.NotRun, $"it was not run: {report.Reason}", report.Reason);
        }
        catch (OperationCanceledException)
        {
            return CommandRun.Refused(SandboxEnd.Cancelled, "it was cancelled", report?.Reason ?? string.Empty);
        }
        catch (Exception problem) when (problem is ChildStartException or IOException or UnauthorizedAccessException)
        {
            return CommandRun.Refused(SandboxEnd.NotRun, $"it was not run: {problem.Message}", report?.Reason ?? string.Empty);
        }
    }

    private static string? Refusal(PythonRun run, byte[] program) =>
        program.Length > RuleCheck.ProgramBytesMax
            ? $"the program is larger than {LimitTexts.Bytes(RuleCheck.ProgramBytesMax)}"
            : RuleCheck.Problem(run.Rules, run.Limits);

    private async Task FillAsync()
    {
        if (_spares.IsFillWanted && (await ProbeAsync(_closing.Token).ConfigureAwait(false)).IsAvailable)
        {
            await Task.Run(_spares.Fill).ConfigureAwait(false);
        }
    }

    private SandboxProcess StartSpare(SandboxRules rules, SandboxLimits limits) =>
        Start(_settings.Wish == SandboxWish.None ? SandboxLevel.None : SandboxLevel.Bubblewrap, rules, limits, warm: true);

    private SandboxProcess Start(SandboxLevel level, SandboxRules rules, SandboxLimits limits, bool warm)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return InterpreterLayout.Find(_settings.Interpreter, home, out string problem) is { } python
            ? _starter.Start(level, python, rules, limits, warm ? _settings.WarmModules : [])
            : throw new ChildStartException(problem, null);
    }

    /// <summary>Work behind a run: awaited on dispose; what goes wrong in it only means that there is no spare.</summary>
    private void Track(Task task)
    {
        _runs.TryAdd(task, 0);
        task.ContinueWith(
            (done, runs) => ((ConcurrentDictionary<Task, byte>)runs!).TryRemove(done, out _), _runs, CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
