using System.Collections.Immutable;
using System.CommandLine;
using Samantha.Actors.Journal;
using Samantha.Host.Composition;

namespace Samantha.Host.Commands;

/// <summary>The argument that names a session, and the session it means.</summary>
internal static class SessionArgument
{
    private const string Meaning = "A session's id, a unique beginning of it, its last four characters, or the word last";

    public static Argument<string> Create() => new("session")
    {
        HelpName = "ID",
        Description = Meaning + ".",
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>For commands to a running session: without an id, the one that runs.</summary>
    public static Argument<string?> CreateOptional() => new("session")
    {
        HelpName = "ID",
        Description = Meaning + ". Left out: the session that is running, if there is just one.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static string Name(SessionListing session) => session.Id.Text;

    public static SessionListing Resolve(HostServices services, string reference)
    {
        var index = new SessionIndex(services.Data);
        return index.Get(index.Resolve(reference));
    }

    public static SessionListing ResolveRunning(HostServices services, string? reference)
    {
        if (reference is not null)
        {
            return Resolve(services, reference);
        }

        ImmutableArray<SessionListing> running = [.. new SessionIndex(services.Data).List().Where(session => session.IsAlive)];
        return running switch
        {
            [var one] => one,
            [] => throw new CommandFailure(ExitCodes.NotRunning, "no session is running", "samantha sessions lists them all."),
            _ => throw CommandFailure.BadInput(
                $"{running.Length} sessions are running; say which one: {string.Join(", ", running.Take(5).Select(Name))}"),
        };
    }
}
