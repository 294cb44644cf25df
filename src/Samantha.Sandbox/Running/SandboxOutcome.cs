using System.Collections.Immutable;
using Samantha.Sandbox.Levels;

namespace Samantha.Sandbox.Running;

/// <summary>
/// What came of one run. Everything in it came out of the sandbox and may be a lie of the program's, but it is bounded.
/// </summary>
/// <param name="Message">One sentence when it was not an ordinary exit: which limit, which signal, why it was not run.</param>
/// <param name="ExitCode">128 + the signal's number when a signal ended it; null when it did not run or was cancelled.</param>
/// <param name="Output">Both streams in the order of arrival; neighbours are of different streams.</param>
/// <param name="Limits">The limits that ended the run or made something in it fail, the deciding one first.</param>
/// <param name="Level">Null when it was not run.</param>
/// <param name="LevelReason">Why that level, or why none.</param>
/// <param name="FileNotes">Files that were left out, and folders that cannot be changed, one sentence each.</param>
public sealed record SandboxOutcome(
    SandboxEnd End, string Message, int? ExitCode, ImmutableArray<SandboxOutput> Output, bool IsOutputCut, double DurationMs,
    ImmutableArray<SandboxLimit> Limits, SandboxLevel? Level, string LevelReason, ImmutableArray<SandboxFile> Files,
    ImmutableArray<string> FileNotes)
{
    public string Stdout => string.Concat(Output.Where(part => !part.IsError).Select(part => part.Text));

    public string Stderr => string.Concat(Output.Where(part => part.IsError).Select(part => part.Text));
}
