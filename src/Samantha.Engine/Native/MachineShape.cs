namespace Samantha.Engine.Native;

/// <summary>What the settings of a context depend on in a machine. Reads the system, changes nothing.</summary>
internal sealed record MachineShape(int Processors, int PhysicalCores, bool HasGpu)
{
    public static MachineShape Read(bool hasGpu) => new(Environment.ProcessorCount, CountCores(), hasGpu);

    /// <summary>Linux tells which processors share a core; elsewhere two per core are assumed.</summary>
    private static int CountCores()
    {
        int assumed = Math.Max(1, Environment.ProcessorCount / 2);
        const string Folder = "/sys/devices/system/cpu";
        if (!OperatingSystem.IsLinux() || !Directory.Exists(Folder))
        {
            return assumed;
        }

        try
        {
            HashSet<string> cores = [];
            foreach (string cpu in Directory.EnumerateDirectories(Folder, "cpu*"))
            {
                string siblings = Path.Combine(cpu, "topology", "thread_siblings_list");
                if (File.Exists(siblings))
                {
                    cores.Add(File.ReadAllText(siblings).Trim());
                }
            }

            return cores.Count > 0 ? Math.Min(cores.Count, Environment.ProcessorCount) : assumed;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return assumed;
        }
    }
}
