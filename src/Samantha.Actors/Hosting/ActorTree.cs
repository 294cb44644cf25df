using Samantha.Actors.CodeRuns;
using Samantha.Actors.Downloads;
using Samantha.Actors.Journal;
using Samantha.Actors.Models;
using Samantha.Actors.Sessions;

namespace Samantha.Actors.Hosting;

/// <summary>The top-level actors of a program, each with what it needs of the others.</summary>
public sealed record ActorTree(IActorRef Sessions, IActorRef Models, IActorRef Journal, IActorRef Downloads, IActorRef Code)
{
    public static ActorTree Plant(ActorSystem system, Surroundings world)
    {
        IActorRef journal = system.ActorOf(JournalActor.For(world.Journals, world.Background), "journal");
        IActorRef models = system.ActorOf(ModelActor.For(world.Engines, world.Loggers), "model");
        IActorRef downloads = system.ActorOf(DownloadActor.For(world.Downloader), "downloads");
        IActorRef code = system.ActorOf(CodeExecutorActor.For(world.Code, world.Background, world.Loggers), "code");
        var context = new SessionContext(
            world.Data, world.Resolver, journal, models, downloads, code, world.Hashes, world.Door, world.Background, world.Time,
            world.Loggers, world.PartialInterval, world.RestartDelay, world.ProgramVersion)
        {
            ReadAhead = world.ReadAhead,
        };
        return new ActorTree(
            system.ActorOf(SessionSupervisor.For(context), "sessions"), models, journal, downloads, code);
    }
}
