using Samantha.Sandbox.Levels;

namespace Samantha.Sandbox.Running;

/// <summary>
/// Runs Python programs and commands in the strongest sandbox that proved itself here. It owns the processes that it starts and
/// ends them on dispose; it decides nothing about when or why something is run.
/// </summary>
public sealed class PythonSandbox(SandboxSettings settings, TimeProvider time) : IAsyncDisposable
{
    /// <summary>The level in force and why. The self-test is run once per process and settings.</summary>
    public Task<SandboxReport> ProbeAsync(CancellationToken ct) => throw new NotSupportedException($"{settings} {time}");

    /// <summary>
    /// Runs a program to its end, a limit, or the cancellation (then End = Cancelled and the whole process tree is gone within
    /// 250 ms). Never throws for what the program does. onOutput is called in order from one thread and must be quick.
    /// </summary>
    public Task<SandboxOutcome> RunAsync(PythonRun run, Action<SandboxOutput>? onOutput, CancellationToken ct) =>
        throw new NotSupportedException();

    /// <summary>Runs any installed program in the same sandbox, without network.</summary>
    public Task<CommandOutcome> RunCommandAsync(SandboxedCommand command, CancellationToken ct) => throw new NotSupportedException();

    /// <summary>
    /// From now on keeps one warm interpreter for these rules and limits. The next matching run uses it up; another one is started
    /// behind it. Gone on dispose.
    /// </summary>
    public void KeepSpare(SandboxRules rules, SandboxLimits limits) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
