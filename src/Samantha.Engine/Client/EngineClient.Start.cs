using Samantha.Engine.Protocol;
using Samantha.Sandbox.Jails;
using Samantha.Sandbox.Processes;

namespace Samantha.Engine.Client;

/// <content>How the process comes to life, in the strongest sandbox that holds here, and how it is ended at once.</content>
public sealed partial class EngineClient
{
    /// <summary>What holds the wrapper of a jail up after everything in it is gone.</summary>
    private static readonly TimeSpan WrapperGrace = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Starts the process and exchanges greetings; with <see cref="EngineOptions.Jail"/> inside the sandbox, or outside when the
    /// sandbox does not work here and the user did not require it.
    /// </summary>
    /// <exception cref="EngineFailedException">StartFailed or LibraryMissing.</exception>
    public static async Task<EngineClient> StartAsync(EngineCommand command, EngineOptions options, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        string? why = null;
        if (options.Jail is { } jail)
        {
            (EngineClient? jailed, why) = await TryJailedAsync(command, options, jail, ct).ConfigureAwait(false);
            if (jailed is not null)
            {
                return jailed;
            }

            if (jail.Wish == EngineSandboxWish.Required)
            {
                throw new EngineFailedException(
                    EngineFailureKind.StartFailed,
                    $"the engine is not started without its sandbox (samantha.engine.sandbox = required): {why}");
            }
        }

        EngineClient client = await StartOnceAsync(Launch(command, options), options, null, ct).ConfigureAwait(false);
        client.Sandbox = EngineSandbox.Of(client.Hello.Shelter, why);

        // Only now is it known that the start failed because of the jail.
        if (why is not null)
        {
            options.Jail?.Refuse(why);
        }

        return client;
    }

    private static async Task<(EngineClient? Client, string? Why)> TryJailedAsync(
        EngineCommand command, EngineOptions options, EngineJail jail, CancellationToken ct)
    {
        if (jail.WhyNot is { } known)
        {
            return (null, known);
        }

        try
        {
            EngineClient client = await StartJailedAsync(command, options, ct).ConfigureAwait(false);
            client.ProcessId = client._process.InnermostId;
            client._jail?.Dispose();
            if (client.Hello.Shelter is not { } shelter || shelter.Holds)
            {
                client.Sandbox = EngineSandbox.Of(client.Hello.Shelter, null);
                return (client, null);
            }

            await client.DisposeAsync().ConfigureAwait(false);
            return (null, $"it does not hold here ({EngineSandbox.Failed(shelter)})");
        }
        catch (EngineFailedException failure) when (EngineJail.Blames(failure))
        {
            return (null, failure.Message);
        }
    }

    private static async Task<EngineClient> StartJailedAsync(EngineCommand command, EngineOptions options, CancellationToken ct)
    {
        PreparedJail? prepared = null;
        try
        {
            prepared = EngineJail.Prepare(command, options);
            return await StartOnceAsync(ChildLauncher.Start(prepared.Command), options, prepared, ct).ConfigureAwait(false);
        }
        catch (ChildStartException problem)
        {
            prepared?.Dispose();
            throw new EngineFailedException(EngineFailureKind.StartFailed, problem.Message, problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            prepared?.Dispose();
            throw new EngineFailedException(
                EngineFailureKind.StartFailed, problem.Message, new ChildStartException(problem.Message, problem));
        }
    }

    private static async Task<EngineClient> StartOnceAsync(
        ChildProcess process, EngineOptions options, PreparedJail? jail, CancellationToken ct)
    {
        EngineClient client = new(process, options, jail);
        client._background = Task.WhenAll(client.ReadLoopAsync(), client.WatchAsync());
        try
        {
            await client.GreetAsync(ct).ConfigureAwait(false);
            return client;
        }
        catch
        {
            client.Kill(); // There is nothing in it yet that would be worth a grace.
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static ChildProcess Launch(EngineCommand command, EngineOptions options)
    {
        try
        {
            return ChildLauncher.Start(
                new ChildCommand(command.FileName, command.Arguments, EngineEnvironment.With(options.Environment)));
        }
        catch (ChildStartException problem)
        {
            throw new EngineFailedException(
                EngineFailureKind.StartFailed, $"the engine {command.FileName} cannot be started: {problem.Message}", problem);
        }
    }

    private void KillProcess()
    {
        // The jail's first process takes the engine with it, and its wrapper ends when both are gone: so that whoever waits for
        // the wrapper knows that the model's memory is free.
        if (_isJailed && _process.KillChildren())
        {
            _ = KillWrapperAsync();
        }
        else
        {
            _process.Kill();
        }
    }

    private async Task KillWrapperAsync()
    {
        await Task.WhenAny(_exited.Task, Task.Delay(WrapperGrace, CancellationToken.None)).ConfigureAwait(false);
        _process.Kill();
    }
}
