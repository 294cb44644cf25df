namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>
/// What a run left on this machine: processes, connections, changed files, and what lies in the folder for its files.
/// </summary>
internal sealed record AttackTraces(
    IReadOnlyList<int> Processes, int Hits, IReadOnlyList<string> Changes, IReadOnlyList<string> BadFiles, TimeSpan Duration);
