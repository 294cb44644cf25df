using System.Globalization;
using System.Runtime.InteropServices;

namespace Samantha.Sandbox.Processes;

/// <summary>
/// Looks at a process and everything below it through /proc, and can end it. It knows nothing of sandboxes; what it says may be
/// old the moment it is said.
/// </summary>
internal static partial class ProcessTree
{
    private const double MsPerTick = 10;
    private const int SigKill = 9;

    /// <summary>Bounds the walk through a tree that grows while it is walked.</summary>
    private const int ProcessesMax = 5_000;

    /// <summary>The process and all below it that can be seen.</summary>
    public static IReadOnlyList<ProcessFacts> Snapshot(int root)
    {
        List<ProcessFacts> found = [];
        HashSet<int> seen = [root];
        Queue<int> open = new([root]);
        while (open.TryDequeue(out int id) && found.Count < ProcessesMax)
        {
            if (Read(id) is not { } facts)
            {
                continue;
            }

            found.Add(facts);
            foreach (int child in Children(id))
            {
                if (seen.Add(child))
                {
                    open.Enqueue(child);
                }
            }
        }

        return found;
    }

    public static IReadOnlyList<int> Children(int id)
    {
        List<int> children = [];
        try
        {
            foreach (string task in Directory.EnumerateDirectories($"/proc/{id}/task"))
            {
                string text = ReadText(Path.Combine(task, "children"));
                foreach (string part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int child))
                    {
                        children.Add(child);
                    }
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The process has gone in the meantime.
        }

        return children;
    }

    /// <summary>
    /// Memory of a process with shared pages counted by share, swapped ones too; null when that may not be read.
    /// </summary>
    public static long? ProportionalBytes(int id)
    {
        long sum = 0;
        bool any = false;
        foreach (string line in ReadText($"/proc/{id}/smaps_rollup").Split('\n'))
        {
            bool counts = line.StartsWith("Pss:", StringComparison.Ordinal)
                || line.StartsWith("SwapPss:", StringComparison.Ordinal);
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (counts && parts.Length > 1)
            {
                sum += Number(parts[1]) * 1024;
                any = true;
            }
        }

        return any ? sum : null;
    }

    public static ProcessFacts? Read(int id) => Parse(id, ReadText($"/proc/{id}/stat"));

    /// <summary>The state of each thread of a process; none when it has gone.</summary>
    public static IReadOnlyList<char> ThreadStates(int id)
    {
        List<char> states = [];
        try
        {
            foreach (string task in Directory.EnumerateDirectories($"/proc/{id}/task"))
            {
                if (Parse(id, ReadText(Path.Combine(task, "stat"))) is { } thread)
                {
                    states.Add(thread.State);
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The process has gone in the meantime.
        }

        return states;
    }

    private static ProcessFacts? Parse(int id, string text)
    {
        int end = text.LastIndexOf(')');
        string[] fields = end < 0 ? [] : text[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 22)
        {
            return null;
        }

        double ticks = Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]);
        return new ProcessFacts(
            id, (int)Number(fields[1]), fields[0][0], Number(fields[21]) * Environment.SystemPageSize, ticks * MsPerTick,
            (int)Number(fields[17]));
    }

    public static void Kill(int id)
    {
        // 0 and negative numbers mean groups, or everything: never from here.
        if (id > 1)
        {
            _ = SendSignal(id, SigKill);
        }
    }

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : 0;

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int id, int signal);
}
