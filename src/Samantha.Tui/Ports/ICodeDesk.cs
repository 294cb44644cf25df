using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Running;

namespace Samantha.Tui.Ports;

/// <summary>Runs Python that a person chose to run, in the sandbox that the settings allow.</summary>
public interface ICodeDesk
{
    /// <summary>The level in force and why; the self-test is run once.</summary>
    Task<SandboxReport> ProbeAsync(CancellationToken ct);

    /// <param name="program">The Python text.</param>
    /// <param name="filesFolder">Where produced files go; null: a fresh folder below the data folder.</param>
    /// <param name="onOutput">Called in order from one thread that is not the UI's.</param>
    /// <param name="ct">Cancelling ends the whole process tree.</param>
    Task<CodeRun> RunAsync(string program, string? filesFolder, Action<SandboxOutput>? onOutput, CancellationToken ct);
}

/// <summary>A finished run and where its files are.</summary>
public sealed record CodeRun(SandboxOutcome Outcome, string FilesFolder);
