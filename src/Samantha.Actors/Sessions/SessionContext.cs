using Microsoft.Extensions.Logging;
using Samantha.Actors.Background;
using Samantha.Actors.Control;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Sessions;

/// <summary>What every ChainSession of one program shares: the other actors it talks to and the surroundings it needs.</summary>
public sealed record SessionContext(
    DataFolder Data,
    IModelResolver Resolver,
    IActorRef Journal,
    IActorRef Models,
    IActorRef Downloads,
    IActorRef Code,
    IModelHashes Hashes,
    IControlDoor Door,
    IBackground Background,
    TimeProvider Time,
    ILoggerFactory Loggers,
    TimeSpan PartialInterval,
    TimeSpan RestartDelay,
    string ProgramVersion)
{
    /// <summary>Reads the next model's file ahead; nobody in a simulation.</summary>
    public IActorRef ReadAhead { get; init; } = ActorRefs.Nobody;
}
