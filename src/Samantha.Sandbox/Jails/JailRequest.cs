using System.Collections.Immutable;

namespace Samantha.Sandbox.Jails;

/// <summary>
/// A program of ours that is to run where it sees nothing but what it needs: its own folders and some files, all read-only.
/// </summary>
/// <param name="Program">Absolute path of the executable.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Its whole environment.</param>
/// <param name="Folders">Absolute paths of folders that it sees, under the same names.</param>
/// <param name="Files">Absolute paths of single files that it sees, under the same names.</param>
/// <param name="MemoryScore">How early the kernel ends it when memory runs out; 0 is like others, 1000 first of all.</param>
public sealed record JailRequest(
    string Program, ImmutableArray<string> Arguments, IReadOnlyDictionary<string, string> Environment,
    ImmutableArray<string> Folders, ImmutableArray<string> Files, int MemoryScore);
