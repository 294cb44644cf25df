using System.Collections.Immutable;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Client;

/// <summary>
/// Limits and surroundings of one engine process. Times in milliseconds; every wait of the client is one of these.
/// </summary>
public sealed record EngineOptions(string LibraryFolder)
{
    /// <summary>Silence after which the engine counts as hung: twenty missed heartbeats.</summary>
    public int HeartbeatTimeoutMs { get; init; } = 10_000;

    /// <summary>
    /// From the start of the process to its greeting: loading the libraries takes 50 ms warm, seconds on a cold disk.
    /// </summary>
    public int StartTimeoutMs { get; init; } = 30_000;

    /// <summary>How long a cancelled request may take to be answered before the process is ended.</summary>
    public int CancelGraceMs { get; init; } = 2_000;

    /// <summary>How long a closing engine may take to leave by itself.</summary>
    public int ExitGraceMs { get; init; } = 2_000;

    public int FrameBytesMax { get; init; } = EngineProtocol.FrameBytesMax;

    /// <summary>
    /// Variables for the child beside the few that it always gets; nothing else of this process's environment passes.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The sandbox that the process is to run in; null: as it is, with this program's rights.</summary>
    public EngineJail? Jail { get; init; }

    /// <summary>The files that a jailed engine may read: the model's.</summary>
    public ImmutableArray<string> ModelFiles { get; init; } = [];

    /// <summary>Called for every log line, from any thread; must be quick and must not throw.</summary>
    public Action<EngineLogLine>? Log { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The same for an engine that is to load this file, with all its parts.</summary>
    public EngineOptions For(GgufFile file) => this with { ModelFiles = file.Split?.PartPaths ?? [file.Path] };
}
