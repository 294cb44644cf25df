namespace Samantha.Sandbox.Processes;

/// <summary>How a child and everything below it is, seen from outside. What it says may be old the moment it is said.</summary>
/// <param name="IsStopped">A signal stopped one of the processes; it does nothing until another one lets it go on.</param>
/// <param name="IsAsleep">Every thread waits for something: none runs, wants to run, or waits for a disk.</param>
/// <param name="ResidentBytes">Memory of all of them together.</param>
public sealed record ProcessVitals(bool IsStopped, bool IsAsleep, long ResidentBytes)
{
    /// <summary>Null when the process is gone, or on a system without /proc.</summary>
    public static ProcessVitals? Read(int root)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        IReadOnlyList<ProcessFacts> tree = ProcessTree.Snapshot(root);
        return tree.Count == 0
            ? null
            : new ProcessVitals(
                tree.Any(process => process.State is 'T' or 't'),
                tree.All(process => ProcessTree.ThreadStates(process.Id).All(state => state == 'S')),
                tree.Sum(process => process.ResidentBytes));
    }
}
