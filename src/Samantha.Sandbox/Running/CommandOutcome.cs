using System.Collections.Immutable;
using Samantha.Sandbox.Levels;

namespace Samantha.Sandbox.Running;

/// <summary>
/// What came of a sandboxed command: its stdout as bytes up to the output limit, its stderr as text (64 KB at most). The other
/// members are those of <see cref="SandboxOutcome"/>.
/// </summary>
public sealed record CommandOutcome(
    SandboxEnd End, string Message, int? ExitCode, ReadOnlyMemory<byte> Stdout, string Stderr, bool IsOutputCut,
    double DurationMs, ImmutableArray<SandboxLimit> Limits, SandboxLevel? Level, string LevelReason);
