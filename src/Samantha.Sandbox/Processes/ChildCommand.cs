using System.Collections.Immutable;

namespace Samantha.Sandbox.Processes;

/// <summary>
/// A program to start: its file, its arguments, and its whole environment (nothing of this process's environment passes).
/// </summary>
public sealed record ChildCommand(
    string FileName, ImmutableArray<string> Arguments, IReadOnlyDictionary<string, string> Environment,
    string? WorkingFolder = null);
