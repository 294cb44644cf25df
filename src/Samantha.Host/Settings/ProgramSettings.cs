using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Samantha.Chains.Watching;
using Samantha.Engine.Client;

namespace Samantha.Host.Settings;

/// <summary>
/// The program's settings in effect, read from <c>hocon/reference.conf</c> and the user's file. Chains are not in here.
/// </summary>
internal sealed record ProgramSettings
{
    /// <summary>Absolute; null: the platform's place.</summary>
    public required string? DataFolder { get; init; }

    /// <summary>Absolute paths.</summary>
    public required ImmutableArray<string> ModelsFolders { get; init; }

    public required string DefaultModel { get; init; }

    public required TimeSpan HeartbeatTimeout { get; init; }

    public required TimeSpan StartTimeout { get; init; }

    public required TimeSpan CancelGrace { get; init; }

    public required TimeSpan RestartDelay { get; init; }

    public required WatchdogSettings Watchdog { get; init; }

    public required EngineSandboxWish EngineSandbox { get; init; }

    public required TimeSpan PartialInterval { get; init; }

    public required PythonSettings Python { get; init; }

    public required LogLevel LogLevel { get; init; }

    public required long LogSizeBytesMax { get; init; }
}
