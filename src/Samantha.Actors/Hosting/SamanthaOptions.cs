using Microsoft.Extensions.Logging;
using Samantha.Actors.CodeRuns;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Resuming;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Hosting;

/// <summary>Everything the actors need from outside, made by the composition root.</summary>
public sealed record SamanthaOptions(DataFolder Data, EngineSupply Supply, ModelResolver Resolver, ILoggerFactory Loggers)
{
    /// <summary>Runs the programs that models wrote. Whoever made it also ends it, after the system.</summary>
    public required ICodeRunner Code { get; init; }

    /// <summary>Where engines come from; null: child processes, as Supply says.</summary>
    public IEngineSource? Engines { get; init; }

    /// <summary>Whether the next model's file is read ahead while another model works, when there is room for it.</summary>
    public bool ReadsAhead { get; init; } = true;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How often the text of a running response is saved. A crash loses at most this much of it.</summary>
    public TimeSpan PartialInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The pause between two attempts; a file that crashes at once must not spin.</summary>
    public TimeSpan RestartDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Reads a chain file once more, to tell whether it was changed since a session began.</summary>
    public Func<ChainSource, ChainReading> ReadChain { get; init; } = static _ => new ChainReading(null, IsGone: true);

    public string ProgramVersion { get; init; } = "0.1.0";
}
