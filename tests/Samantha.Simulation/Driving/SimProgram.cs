using Microsoft.Extensions.Logging.Abstractions;
using Samantha.ActorRuntime.Cells;
using Samantha.Actors.Hosting;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Simulation.Runtime;
using Samantha.Simulation.World;

namespace Samantha.Simulation.Driving;

/// <summary>
/// One life of the program: the real actors, put together as the real program does it, with the simulated world around them. It ends
/// by being dropped, as a program ends that is killed.
/// </summary>
internal sealed class SimProgram
{
    private static readonly Config s_config = ConfigurationFactory.ParseString("""
        akka.actor.default-dispatcher.throughput = 1
        akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
        """);

    private static readonly DataFolder s_data = DataFolder.Locate("/simulated-data");

    private readonly SimWorld _world;
    private readonly ActorSystemImpl _system;
    private readonly ActorTree _tree;

    public SimProgram(SimWorld world, Action<SessionNews> onNews)
    {
        _world = world;
        Dispatcher = new SimDispatcher(world.Random, world.Laws) { Fault = Fault };
        _system = new ActorSystemImpl("sim", s_config, Dispatcher, world.Time);
        var files = new SimFiles(world);
        _tree = ActorTree.Plant(_system, new Surroundings(
            s_data, new SimJournals(world), new SimEngines(world), files, files, new SimCode(world), files, Door,
            new SimBackground(world.Time, world.Random), world.Time, NullLoggerFactory.Instance)
        {
            PartialInterval = TimeSpan.FromMilliseconds(200),
            RestartDelay = TimeSpan.FromMilliseconds(500),
            ProgramVersion = "simulated",
        });
        _system.EventStream.Subscribe(new ListenerRef(_system, m => onNews((SessionNews)m)), typeof(SessionNews));
        _system.EventStream.Subscribe(new ListenerRef(_system, m => world.Laws.Failed((ActorError)m)), typeof(ActorError));
    }

    public SimDispatcher Dispatcher { get; }

    public SimDoor Door { get; } = new();

    /// <summary>Tells the supervisor of sessions something; the answers are heard as long as the program lives.</summary>
    public void TellSessions(object message, Action<object> onAnswer) =>
        _tree.Sessions.Tell(message, new ListenerRef(_system, onAnswer));

    public void TellModels(object message, Action<object> onAnswer) =>
        _tree.Models.Tell(message, new ListenerRef(_system, onAnswer));

    /// <summary>Something that nobody understands, to one of the actors.</summary>
    public void TellGarbage(object message) =>
        _world.Random.Of(_tree.Sessions, _tree.Models, _tree.Journal, _tree.Code, _tree.Downloads).Tell(message, ActorRefs.NoSender);

    // In mild weather only those fail whose restart must not leave a trace.
    private InjectedException? Fault(IActorRef actor, object message)
    {
        bool mayFail = actor.Path.Name switch
        {
            "stop" or "journal" => true,
            "model" or "code" or "downloads" => !_world.Weather.IsMild,
            "user" or "sessions" => false,
            var name => actor.Path.Parent.Name == "sessions"
                || (!_world.Weather.IsMild && name.StartsWith("step-", StringComparison.Ordinal)),
        };
        return mayFail && _world.Happens(_world.Weather.ActorFault) ? new InjectedException() : null;
    }
}
