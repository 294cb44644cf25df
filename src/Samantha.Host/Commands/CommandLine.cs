using System.CommandLine;
using Microsoft.Extensions.Logging;
using Samantha.Actors.Control;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Storage;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;
using Samantha.Host.Terminal;
using Samantha.Host.TerminalUi;
using Samantha.Sandbox.Python;

namespace Samantha.Host.Commands;

/// <summary>
/// Runs one command line: parses it, calls the command, and turns every failure into one message and an exit code. A user's
/// mistake never ends in a stack trace; what nobody expected goes to the log file.
/// </summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var console = new HostConsole(TerminalFacts.Detect(args.Contains("--no-color")));
        return await RunAsync(args, console).ConfigureAwait(false);
    }

    public static async Task<int> RunAsync(string[] args, HostConsole console)
    {
        var context = new CommandContext(console);
        try
        {
            int code = await InvokeAsync(args, context);
            console.Out.Flush();
            return code;
        }
        catch (Exception e)
        {
            return Tell(e, context);
        }
        finally
        {
            await context.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<int> InvokeAsync(string[] args, CommandContext context)
    {
        if (args.Length > 0)
        {
            return await InvokeCommandAsync(HelpAsOption(args), context);
        }

        if (TerminalHere.Problem(context.Console.Facts) is { } problem)
        {
            await InvokeCommandAsync(["--help"], context);
            throw TerminalHere.Refused(problem);
        }

        return await InvokeCommandAsync(["ui"], context);
    }

    private static Task<int> InvokeCommandAsync(string[] args, CommandContext context)
    {
        RootCommand root = CommandTree.Build(args, context);

        // A prompt may begin with @: response files are off. -abc is never three options here.
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
        ParseResult given = root.Parse(args, parsing);
        bool isWrong = given.Errors.Count > 0 || UsageMessages.MistakenOption(given) is not null;
        if (isWrong && given.Action is not Help.HelpPage)
        {
            throw UsageMessages.For(given);
        }

        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = context.Console.Out,
            Error = context.Console.Error,
        };
        return given.InvokeAsync(invocation);
    }

    // "samantha help" and "samantha help run" are what people try first.
    private static string[] HelpAsOption(string[] args) => args switch
    {
        ["help", .. var rest] => [.. rest, "--help"],
        _ => args,
    };

    private static int Tell(Exception exception, CommandContext context)
    {
        HostConsole console = context.Console;
        switch (exception)
        {
            case CommandFailure failure:
                return Say(console, failure.ExitCode, failure.Message, failure.Advice);
            case ModelNotFoundException or SessionReferenceException or GgufException:
                return Say(console, ExitCodes.BadInput, exception.Message, null);
            case ControlException control:
                return Say(console, ExitCodes.NotRunning, control.Message, null);
            case JournalException or DataFolderException or SessionInUseException:
                return Say(console, ExitCodes.Storage, exception.Message, null);
            case PythonException:
                return Say(console, ExitCodes.SomethingFailed, exception.Message, null);
            case EngineFailedException:
                return Say(console, ExitCodes.SomethingFailed, exception.Message, LogAdvice(context));
            case OutputClosedException closed:
                return OutputClosed(console, closed);
            case OperationCanceledException:
                return ExitCodes.Interrupted;
            default:
                context.TryLoggers()?.CreateLogger("host").LogError(exception, "unexpected");
                return Say(
                    console, ExitCodes.Fault, $"unexpected {exception.GetType().Name}: {exception.Message}", LogAdvice(context));
        }
    }

    // A reader that has seen enough (head) is no error; like other tools, the program ends as if by SIGPIPE.
    private static int OutputClosed(HostConsole console, OutputClosedException closed)
    {
        const int BrokenPipeErrno = 32;
        bool isPipe = closed.InnerException!.HResult == BrokenPipeErrno
            || closed.Message.Contains("Broken pipe", StringComparison.OrdinalIgnoreCase);
        return isPipe
            ? ExitCodes.BrokenPipe
            : Say(console, ExitCodes.Storage, $"standard output cannot be written: {closed.Message}", null);
    }

    private static int Say(HostConsole console, int code, string message, string? advice)
    {
        try
        {
            console.Out.Flush();
        }
        catch (OutputClosedException)
        {
            // The message below is what matters now.
        }

        console.Failure(message, advice);
        return code;
    }

    private static string? LogAdvice(CommandContext context) =>
        context.TryLoggers() is { } loggers ? $"The details are in {loggers.Path}." : null;
}
