using Samantha.Actors.Hosting;
using Samantha.Actors.Sessions;
using Samantha.Host.ChainInput;
using Samantha.Host.Commands;
using Samantha.Host.Composition;

namespace Samantha.Host.Running;

/// <summary>
/// Where the command line meets the actors: what they are started with, and what their refusals mean for the user.
/// </summary>
internal static class ActorsSeam
{
    public static SamanthaSystem Start(HostServices services) => SamanthaSystem.Start(
        new SamanthaOptions(services.Data, services.Supply, services.Resolver, services.Loggers)
        {
            Code = services.Code,
            Time = services.Time,
            PartialInterval = services.Settings.PartialInterval,
            RestartDelay = services.Settings.RestartDelay,
            ProgramVersion = CommandTree.Version,
            ReadChain = source => ChainRereading.Read(services, source),
        });

    public static CommandFailure NotStarted(StartAnswer answer) => new(
        answer.Problem switch
        {
            StartProblem.Journal or StartProblem.InUse => ExitCodes.Storage,
            StartProblem.NotResumable or StartProblem.Changed => ExitCodes.BadInput,
            _ => ExitCodes.SomethingFailed,
        },
        answer.Message,
        answer.Advice);
}
