using Samantha.Host.Commands;
using Samantha.Host.Terminal;

namespace Samantha.Host.Tests.Support;

/// <summary>
/// Runs a command inside the test's process, as if piped; for commands that start no engine and read no signals.
/// </summary>
internal static class Cli
{
    public static async Task<Outcome> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var console = new HostConsole(new TerminalFacts(false, false, false), output, error);
        int code = await CommandLine.RunAsync(args, console);
        return new Outcome(code, output.ToString(), error.ToString());
    }
}
