using Samantha.Host.Commands;
using Samantha.Host.Composition;

namespace Samantha.Host;

/// <summary>
/// The program's entry: either an engine process (the hidden verb <c>engine</c>, which must start fast and touch nothing of the
/// host) or one command of the command line.
/// </summary>
internal static class Program
{
    public static Task<int> Main(string[] args) =>
        args is ["engine", ..] ? Task.FromResult(EngineEntry.Run(args[1..])) : CommandLine.RunAsync(args);
}
