using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Samantha.Host.Commands;
using Samantha.Tui.Ports;

namespace Samantha.Host.TerminalUi;

/// <summary>What the About page says. Reads versions out of files, without loading what they are of.</summary>
internal static class UiFacts
{
    private static readonly (string Name, string File, string Licence)[] Libraries =
    [
        ("Markdig", "Markdig.dll", "BSD-2-Clause"),
        ("Microsoft.Data.Sqlite", "Microsoft.Data.Sqlite.dll", "MIT"),
        ("SQLitePCLRaw", "SQLitePCLRaw.core.dll", "Apache-2.0"),
        ("System.CommandLine", "System.CommandLine.dll", "MIT"),
    ];

    public static ProgramFacts Read(string home)
    {
        var components = ImmutableArray.CreateBuilder<ProgramComponent>();
        components.Add(new ProgramComponent(".NET", Environment.Version.ToString(), "MIT"));
        components.Add(new ProgramComponent("llama.cpp", LlamaVersion(home), "MIT"));
        foreach ((string name, string file, string licence) in Libraries)
        {
            string path = Path.Combine(AppContext.BaseDirectory, file);
            if (File.Exists(path))
            {
                string version = FileVersionInfo.GetVersionInfo(path).ProductVersion?.Split('+')[0] ?? "";
                components.Add(new ProgramComponent(name, version, licence));
            }
        }

        return new ProgramFacts(CommandTree.Version, components.ToImmutable(), home);
    }

    // The libraries say no version themselves; the package that brings them does.
    private static string LlamaVersion(string home)
    {
        try
        {
            string path = Path.Combine(home, "native", "package.json");
            using JsonDocument package = JsonDocument.Parse(File.ReadAllText(path));
            JsonProperty first = package.RootElement.GetProperty("optionalDependencies").EnumerateObject().First();
            return $"(@node-llama-cpp {first.Value.GetString()})";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException
            or InvalidOperationException)
        {
            return "";
        }
    }
}
