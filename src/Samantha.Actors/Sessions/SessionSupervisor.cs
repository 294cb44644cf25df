using Samantha.Actors.Control;
using Samantha.Actors.Storage;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Sessions;

/// <summary>
/// Starts and resumes sessions, hands commands on to them, and restarts one that failed from its journal. It knows which sessions
/// run in this process; what they do is theirs.
/// </summary>
public sealed class SessionSupervisor : ReceiveActor
{
    /// <summary>
    /// Restarts of one session within a minute before it is given up: an error that repeats will not mend itself.
    /// </summary>
    private const int RestartsMax = 3;

    private readonly SessionContext _context;
    private readonly Dictionary<SessionId, IActorRef> _running = [];

    public SessionSupervisor(SessionContext context)
    {
        _context = context;
        Receive<StartSession>(m =>
        {
            Start(m.Session, ChainSession.For(m.Session, m, Sender, _context));
            Steer(m.Session, m.Pace);
        });
        Receive<SteerSession>(m => Forward(m.Session, m, () => null));
        Receive<ResumeSession>(m =>
        {
            Start(m.Session, ChainSession.For(m.Session, null, Sender, _context));
            Steer(m.Session, m.Pace);
        });
        Receive<CommandSession>(m => Forward(m.Session, m, () => new CommandAnswer(m.Session, false, NotHere(m.Session))));
        Receive<ReplacePrevious>(m => Forward(m.Session, m, () => new CommandAnswer(m.Session, false, NotHere(m.Session))));
        Receive<GetSessionStatus>(m => Forward(m.Session, m, () => NoStatus(m.Session)));
        Receive<Terminated>(OnTerminated);
        Receive<ActorDeadLetter>(OnDeadLetter);
    }

    // A command that came while its session was leaving still has its answer coming.
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(ActorDeadLetter));

    public static Props For(SessionContext context) => Props.Create(() => new SessionSupervisor(context));

    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(RestartsMax, TimeSpan.FromMinutes(1), _ => Directive.Restart);

    private void Start(SessionId session, Props props)
    {
        if (_running.ContainsKey(session))
        {
            Sender.Tell(new StartAnswer(session, false, $"session {session} runs in this program already", StartProblem.InUse));
            return;
        }

        _running.Add(session, Context.Watch(Context.ActorOf(props, session.Text)));
    }

    // Its first message: long before its journal is open and its first step begins.
    private void Steer(SessionId session, ResponsePace pace)
    {
        if (pace != ResponsePace.Free && _running.TryGetValue(session, out IActorRef? actor))
        {
            actor.Tell(new SteerSession(session, new SetPace(pace)));
        }
    }

    private void Forward(SessionId session, object message, Func<object?> otherwise)
    {
        if (_running.TryGetValue(session, out IActorRef? actor))
        {
            actor.Forward(message);
        }
        else if (otherwise() is { } answer)
        {
            Sender.Tell(answer);
        }
    }

    private void OnTerminated(Terminated dead)
    {
        foreach ((SessionId session, IActorRef actor) in _running)
        {
            if (actor.Equals(dead.ActorRef))
            {
                _running.Remove(session);
                Context.System.EventStream.Publish(new SessionGone(session));
                return;
            }
        }
    }

    private static void OnDeadLetter(ActorDeadLetter letter)
    {
        switch (letter.Message)
        {
            case CommandSession command:
                letter.Sender.Tell(new CommandAnswer(command.Session, false, NotHere(command.Session)));
                break;
            case ReplacePrevious replace:
                letter.Sender.Tell(new CommandAnswer(replace.Session, false, NotHere(replace.Session)));
                break;
            case GetSessionStatus ask:
                letter.Sender.Tell(NoStatus(ask.Session));
                break;
        }
    }

    private static ControlStatus NoStatus(SessionId session) => new(
        session.Text, ProcessId: 0, "not running", StepId: null, Model: null, StepsDone: 0, StepsTotal: null, ResponseTokens: 0,
        TokensPerSecond: null);

    private static string NotHere(SessionId session) => $"session {session} does not run in this program";
}
