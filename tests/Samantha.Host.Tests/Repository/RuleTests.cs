using System.Xml.Linq;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Repository;

/// <summary>The repository's own rules, held by tests instead of by memory.</summary>
public sealed class RuleTests
{
    private const int LinesMax = 400;

    /// <summary>Who may know whom, downwards. A project that is missing here has to be thought about first.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Samantha.Hocon"] = [],
        ["Samantha.Chains"] = ["Samantha.Hocon"],
        ["Samantha.ActorRuntime"] = ["Samantha.Hocon"],
        ["Samantha.Exports"] = ["Samantha.Chains"],
        ["Samantha.Sandbox"] = [],
        ["Samantha.Terminal"] = [],
        ["Samantha.Engine"] = ["Samantha.Sandbox"],
        ["Samantha.Actors"] = ["Samantha.Chains", "Samantha.Engine", "Samantha.Sandbox", "Samantha.ActorRuntime"],
        ["Samantha.Tui"] = ["Samantha.Actors", "Samantha.Exports", "Samantha.Terminal", "Samantha.ActorRuntime"],
        ["Samantha.Host"] = ["Samantha.Actors", "Samantha.Exports", "Samantha.Tui", "Samantha.ActorRuntime"],
    };

    [Fact]
    public void Projects_depend_downwards_only()
    {
        string shared = Path.Combine(Repo.Root, "eng", "ActorRuntime.props");
        string sources = Path.Combine(Repo.Root, "src");
        foreach (string project in Directory.EnumerateFiles(sources, "*.csproj", SearchOption.AllDirectories))
        {
            string name = Path.GetFileNameWithoutExtension(project);
            string[] references =
                [.. References(project), .. File.ReadAllText(project).Contains("ActorRuntime.props") ? References(shared) : []];
            Assert.True(Allowed.ContainsKey(name), $"{name} has no place in the order of projects yet");
            Assert.All(references, reference => Assert.Contains(reference, Allowed[name]));
        }
    }

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        IEnumerable<string> files = new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repo.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));
        IEnumerable<string> tooLong = files.Where(file => File.ReadLines(file).Count() > LinesMax);
        Assert.Empty(tooLong.Select(file => Path.GetRelativePath(Repo.Root, file)));
    }

    [Fact]
    public async Task Every_example_chain_checks_without_errors()
    {
        using var data = new TempFolder();
        string[] chains = Directory.GetFiles(Path.Combine(Repo.Root, "hocon", "chains"), "*.conf");
        Assert.NotEmpty(chains);
        foreach (string chain in chains)
        {
            Outcome check = await Cli.RunAsync("check", chain, "--no-tokens", "--data", data.Path);
            check.AssertDone();
            Assert.Contains("0 errors", check.Out);
        }
    }

    private static IEnumerable<string> References(string project) => XDocument.Load(project).Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
