using Samantha.Actors.Control;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Sessions;

// What the SessionSupervisor and a ChainSession are told, and what they answer. What everybody may watch is in
// SessionFeed.Messages.cs.

/// <summary>
/// Starts a new session. Answered with <see cref="StartAnswer"/> when its journal exists and its first event is durable.
/// </summary>
public sealed record StartSession(SessionId Session, ChainDefinition Chain, ChainSource? Source = null)
{
    /// <summary>How its responses go until a <see cref="SteerSession"/> changes it.</summary>
    public ResponsePace Pace { get; init; } = ResponsePace.Free;
}

/// <summary>Goes on with a session from its journal. Answered with <see cref="StartAnswer"/>.</summary>
public sealed record ResumeSession(SessionId Session)
{
    /// <inheritdoc cref="StartSession.Pace"/>
    public ResponsePace Pace { get; init; } = ResponsePace.Free;
}

/// <param name="Accepted">False: nothing runs; <paramref name="Message"/> says why.</param>
/// <param name="Message">One line for the user.</param>
/// <param name="Problem">What kind of trouble, when not accepted.</param>
public sealed record StartAnswer(SessionId Session, bool Accepted, string Message, StartProblem Problem = StartProblem.None)
{
    /// <summary>What to do next, for a person at a command line; null when the message says it all.</summary>
    public string? Advice { get; init; }
}

/// <summary>Why a session did not start; the command line's exit code follows from it.</summary>
public enum StartProblem
{
    None,

    /// <summary>The journal or the data folder cannot be written or read.</summary>
    Journal,

    /// <summary>Another process, or this one, runs the session.</summary>
    InUse,

    /// <summary>There is no such session, or it has ended for good.</summary>
    NotResumable,

    /// <summary>Its chain file or a model is not what it was when it began.</summary>
    Changed,

    /// <summary>A mistake of this program.</summary>
    Internal,
}

/// <summary>A command for one session. Answered with <see cref="CommandAnswer"/>.</summary>
public sealed record CommandSession(SessionId Session, SessionCommand Command);

/// <summary>
/// Puts a text in the place of the previous response, for the steps that begin after this. Answered with
/// <see cref="CommandAnswer"/>.
/// </summary>
public sealed record ReplacePrevious(SessionId Session, string Text)
{
    /// <summary>Far more than a context window takes.</summary>
    public const int TextCharactersMax = 1_000_000;
}

public sealed record CommandAnswer(SessionId Session, bool Accepted, string Message);

/// <summary>
/// For people who watch tokens being chosen: a pace holds for the running response and those after it, the other commands are for
/// the running response. Not answered; what comes of it is on the event stream.
/// </summary>
public sealed record SteerSession(SessionId Session, SteerCommand Command);

/// <summary>Answered with a <see cref="ControlStatus"/>.</summary>
public sealed record GetSessionStatus(SessionId Session);
