namespace Samantha.Bench;

/// <summary>Where the repository keeps what the benchmarks use, found from this program's folder upwards.</summary>
internal sealed record BenchPlaces(string Root)
{
    public string DemonstrationModel => Path.Combine(Root, "models", "samantha-mini-q8_0.gguf");

    /// <summary>Written by `bench generate-model`; see bench/run.</summary>
    public string LargeModel => Path.Combine(Root, "artifacts", "bench", "random-495m-q8_0.gguf");

    public string PeerFolder => Path.Combine(Root, "bench", "node");

    public string FirstChain => Path.Combine(Root, "hocon", "chains", "first.conf");

    /// <summary>The program, built with the same configuration as this benchmark.</summary>
    public string Program => Path.Combine(
        Root, "artifacts", "bin", "Samantha.Host", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
        "samantha.dll");

    public string ScriptedEngine => Program.Replace("Samantha.Host", "Samantha.ScriptedEngine", StringComparison.Ordinal)
        .Replace("samantha.dll", "Samantha.ScriptedEngine.dll", StringComparison.Ordinal);

    public static BenchPlaces Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Samantha.Actors.sln")))
            {
                return new BenchPlaces(folder.FullName);
            }
        }

        throw new InvalidOperationException("Samantha.Actors.sln is in no folder above the benchmark; build it in the repository");
    }

    /// <summary>A new folder for sessions. On the disk of the repository, because /tmp may be memory, where fsync is free.</summary>
    public string CreateDataFolder()
    {
        string folder = Path.Combine(Root, "artifacts", "bench", $"data-{Environment.ProcessId}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        return folder;
    }
}
