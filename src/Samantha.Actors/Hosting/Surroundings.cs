using Microsoft.Extensions.Logging;
using Samantha.Actors.Background;
using Samantha.Actors.CodeRuns;
using Samantha.Actors.Control;
using Samantha.Actors.Downloads;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Hosting;

/// <summary>
/// Everything that the actors touch of the world: disk, processes, network, other terminals, time. A program gives them the real
/// things, a simulation others.
/// </summary>
public sealed record Surroundings(
    DataFolder Data,
    IJournals Journals,
    IEngineSource Engines,
    IModelResolver Resolver,
    IModelDownloader Downloader,
    ICodeRunner Code,
    IModelHashes Hashes,
    IControlDoor Door,
    IBackground Background,
    TimeProvider Time,
    ILoggerFactory Loggers)
{
    public required TimeSpan PartialInterval { get; init; }

    public required TimeSpan RestartDelay { get; init; }

    public required string ProgramVersion { get; init; }

    /// <summary>Reads the next model's file ahead; nobody in a simulation.</summary>
    public IActorRef ReadAhead { get; init; } = ActorRefs.Nobody;
}
