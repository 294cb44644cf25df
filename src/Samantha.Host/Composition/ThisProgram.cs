using System.Collections.Immutable;
using Samantha.Engine.Client;

namespace Samantha.Host.Composition;

/// <summary>
/// How to start this very program again, as an engine or with a command: the executable itself, or the runtime with the
/// program's file.
/// </summary>
internal static class ThisProgram
{
    public static EngineCommand AsEngine() => With("engine");

    public static EngineCommand With(params ReadOnlySpan<string> arguments)
    {
        string process = Environment.ProcessPath
            ?? throw new InvalidOperationException("The operating system does not tell which program this is.");
        bool isRuntime = Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        ImmutableArray<string> all =
            isRuntime ? [Path.Combine(AppContext.BaseDirectory, "samantha.dll"), .. arguments] : [.. arguments];
        return new EngineCommand(process, all);
    }
}
