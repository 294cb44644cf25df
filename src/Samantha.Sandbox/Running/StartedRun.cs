using Samantha.Sandbox.Levels;

namespace Samantha.Sandbox.Running;

/// <summary>
/// Waits until a started interpreter is ready, then runs the program in it; says why when it never becomes ready.
/// </summary>
internal static class StartedRun
{
    /// <summary>
    /// An interpreter is ready in a tenth of a second, a warm one in some seconds; a loaded machine takes longer.
    /// </summary>
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);

    public static async Task<SandboxOutcome> ExecuteAsync(
        SandboxProcess process, PythonRun run, byte[] program, Action<SandboxOutput>? onOutput, TimeProvider time,
        string levelReason, CancellationToken ct)
    {
        bool ready;
        try
        {
            ready = await process.Ready.WaitAsync(StartTime, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await process.KillAsync().ConfigureAwait(false);
            return Refused(SandboxEnd.Cancelled, "it was cancelled", process.Level, levelReason);
        }
        catch (TimeoutException)
        {
            await process.KillAsync().ConfigureAwait(false);
            return Refused(SandboxEnd.NotRun, $"the sandbox was not ready within {StartTime.TotalSeconds} s", null, levelReason);
        }

        if (!ready)
        {
            await process.KillAsync().ConfigureAwait(false);
            string said = await process.DiagnosticsAsync().ConfigureAwait(false);
            return Refused(SandboxEnd.NotRun, $"the sandbox could not be started: {said}", null, levelReason);
        }

        using ProgramRun started = new(process, run, program, onOutput, time);
        return await started.ExecuteAsync(levelReason, ct).ConfigureAwait(false);
    }

    public static SandboxOutcome Refused(SandboxEnd end, string message, SandboxLevel? level, string levelReason) =>
        new(end, message, null, [], false, 0, [], level, levelReason, [], []);
}
