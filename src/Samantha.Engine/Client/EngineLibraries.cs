using System.Runtime.InteropServices;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Client;

/// <summary>
/// Knows where llama.cpp's shared libraries lie for this operating system and processor. It looks; it never loads or
/// installs.
/// </summary>
public static class EngineLibraries
{
    private const string InstallHint = "run `npm ci --ignore-scripts` in the folder 'native' (./samantha does it by itself)";

    /// <summary>The npm package folder name for this machine, such as "linux-x64"; null when there is none.</summary>
    public static string? PlatformName => NameFor(
        OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux,
        RuntimeInformation.OSArchitecture);

    /// <summary>
    /// Absolute folder of the libraries below the program's home folder, or a failure that names what is missing.
    /// </summary>
    public static string Find(string homeFolder)
    {
        string platform = PlatformName ?? throw new EngineFailedException(
            EngineFailureKind.LibraryMissing,
            $"there is no prebuilt llama.cpp for {RuntimeInformation.OSDescription} on {RuntimeInformation.OSArchitecture}; " +
            "supported are Linux, macOS and Windows on x64 and arm64");
        string folder = Path.GetFullPath(Path.Combine(
            homeFolder, "native", "node_modules", "@node-llama-cpp", platform, "bins", platform));
        if (!Directory.Exists(folder))
        {
            throw new EngineFailedException(
                EngineFailureKind.LibraryMissing,
                $"llama.cpp's libraries are missing: no folder {folder}. The npm package @node-llama-cpp/{platform} " +
                $"is not installed; {InstallHint}");
        }

        return LibraryFiles.Locate(folder) is { } files
            ? files.Folder
            : throw new EngineFailedException(
                EngineFailureKind.LibraryMissing,
                $"{folder} has no {LibraryFiles.Example} of llama.cpp 0.4 or 0.5; reinstall the npm package " +
                $"@node-llama-cpp/{platform}: {InstallHint}");
    }

    internal static string? NameFor(OSPlatform system, Architecture architecture) => (system, architecture) switch
    {
        _ when system == OSPlatform.Windows && architecture == Architecture.X64 => "win-x64",
        _ when system == OSPlatform.Windows && architecture == Architecture.Arm64 => "win-arm64",
        _ when system == OSPlatform.OSX && architecture == Architecture.X64 => "mac-x64",
        _ when system == OSPlatform.OSX && architecture == Architecture.Arm64 => "mac-arm64-metal",
        _ when system == OSPlatform.Linux && architecture == Architecture.X64 => "linux-x64",
        _ when system == OSPlatform.Linux && architecture == Architecture.Arm64 => "linux-arm64",
        _ => null,
    };
}
