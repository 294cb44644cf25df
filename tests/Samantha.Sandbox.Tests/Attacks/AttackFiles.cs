using System.Collections.Immutable;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>The attack files of the repository, read once, and the probe that stands before each of them.</summary>
internal static class AttackFiles
{
    private static readonly string Folder = Path.Combine(Root(), "tests", "fixtures", "sandbox");

    public static ImmutableArray<Attack> All { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Folder, "attacks"), "*.py").Order(StringComparer.Ordinal)
            .Select(path => Attack.Read(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path))),
    ];

    public static string Probe { get; } = File.ReadAllText(Path.Combine(Folder, "support", "probe.py"));

    public static Attack Named(string name) => All.Single(attack => attack.Name == name);

    public static TheoryData<string> InGroup(string group) => Names(attack => attack.Group == group);

    public static TheoryData<string> Names(Func<Attack, bool> wanted) => [.. All.Where(wanted).Select(attack => attack.Name)];

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Samantha.Actors.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException(
                $"No folder above {AppContext.BaseDirectory} holds Samantha.Actors.sln, so the attack files cannot be found.");
        }

        return folder;
    }
}
