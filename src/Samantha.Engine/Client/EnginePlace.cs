using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Samantha.Engine.Client;

/// <summary>
/// Where the files lie that an engine process needs to start: its executable, its own folder, and the .NET runtime unless that is
/// part of the folder. It looks at files; it runs nothing.
/// </summary>
internal sealed record EnginePlace(string Program, string? RuntimeFolder, ImmutableArray<string> Folders)
{
    public static EnginePlace Of(EngineCommand command)
    {
        string program = RealPath(OnPath(command.FileName));
        string? runtime = RuntimeOf(RuntimeEnvironment.GetRuntimeDirectory());
        string? assembly = command.Arguments.FirstOrDefault(argument =>
            argument.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && File.Exists(argument));
        string own = FolderOf(Path.GetFullPath(assembly ?? program));
        return new EnginePlace(program, runtime, runtime is null ? [own] : [own, runtime]);
    }

    /// <summary>Folder/shared/Microsoft.NETCore.App/version/ as it is installed; null for a program that brings its runtime.</summary>
    internal static string? RuntimeOf(string runtimeDirectory)
    {
        DirectoryInfo? shared = new DirectoryInfo(Path.TrimEndingDirectorySeparator(runtimeDirectory)).Parent?.Parent;
        return shared is { Name: "shared", Parent: { } root } ? root.FullName : null;
    }

    private static string OnPath(string fileName) => fileName.Contains('/', StringComparison.Ordinal)
        ? Path.GetFullPath(fileName)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, fileName))
            .FirstOrDefault(File.Exists) ?? fileName;

    private static string RealPath(string path) =>
        File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;

    private static string FolderOf(string path) => Path.GetDirectoryName(path) ?? "/";
}
