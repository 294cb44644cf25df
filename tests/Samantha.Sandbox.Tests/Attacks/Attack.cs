using System.Collections.Immutable;
using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>
/// One attack file: the header that says what it tries and what must come of it, and the program. Reads and checks the header;
/// runs nothing.
/// </summary>
internal sealed record Attack(
    string Name, string Group, string Tries, ImmutableArray<string> Ends, ImmutableArray<SandboxLimit> Limits, string Control,
    int Runs, string Folders, ImmutableArray<string>? Files, int? Exit, string Source)
{
    public static readonly ImmutableArray<string> Groups = ["reading", "network", "processes", "kernel", "resources", "results"];

    private static readonly string[] KnownEnds = ["BLOCKED", "EXITED", "CRASHED", "ANY"];
    private static readonly string[] KnownControls = ["none", "ESCAPED", "LEFTOVER"];
    private static readonly string[] KnownFolders = ["", "readable", "writable"];

    /// <summary>Whether the program itself says what came of it.</summary>
    public bool SaysItself => Ends.Contains("BLOCKED");

    /// <summary>Reads the header: lines of the form <c># Word: text</c> before the first other line.</summary>
    /// <exception cref="FormatException">A word is missing, unknown, or has a value that is not allowed.</exception>
    public static Attack Read(string name, string source)
    {
        Dictionary<string, string> header = new(StringComparer.Ordinal);
        foreach (var line in source.Split('\n').TakeWhile(line => line.StartsWith("# ", StringComparison.Ordinal)))
        {
            var parts = line[2..].Split(':', 2);
            if (parts.Length != 2 || !header.TryAdd(parts[0], parts[1].Trim()))
            {
                throw new FormatException($"{name}: \"{line}\" is not one header line of the form \"# Word: text\"");
            }
        }

        var unknown = header.Keys.Except(["Group", "Tries", "Expects", "Control", "Runs", "Folders", "Files", "Exit"]).ToArray();
        if (unknown.Length > 0)
        {
            throw new FormatException($"{name}: the header words {string.Join(", ", unknown)} are unknown");
        }

        var (ends, limits) = ReadExpectation(name, Word("Expects"));
        return new Attack(
            name, OneOf("Group", Word("Group"), Groups), Word("Tries"), ends, limits,
            OneOf("Control", Word("Control"), KnownControls), int.Parse(header.GetValueOrDefault("Runs", "1")),
            OneOf("Folders", header.GetValueOrDefault("Folders", ""), KnownFolders),
            header.TryGetValue("Files", out var files) ? [.. files.Split(' ', StringSplitOptions.RemoveEmptyEntries)] : null,
            header.TryGetValue("Exit", out var exit) ? int.Parse(exit) : null, source);

        string Word(string word) => header.TryGetValue(word, out var text) && text.Length > 0
            ? text : throw new FormatException($"{name}: the header has no line \"# {word}: ...\"");

        string OneOf(string word, string text, IEnumerable<string> allowed) => allowed.Contains(text)
            ? text : throw new FormatException($"{name}: {word} is \"{text}\", allowed: {string.Join(", ", allowed)}");
    }

    private static (ImmutableArray<string> Ends, ImmutableArray<SandboxLimit> Limits) ReadExpectation(string name, string text)
    {
        List<string> ends = [];
        List<SandboxLimit> limits = [];
        var words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words.Where(word => word is not ("or" or "LIMIT")))
        {
            if (KnownEnds.Contains(word))
            {
                ends.Add(word);
            }
            else if (Enum.TryParse<SandboxLimit>(word, out var limit))
            {
                limits.Add(limit);
            }
            else
            {
                throw new FormatException($"{name}: \"{word}\" in Expects is neither an end nor a limit");
            }
        }

        return ([.. ends], [.. limits]);
    }
}
