using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Settings;
using Samantha.Chains.Stop;

namespace Samantha.Chains.Tests.ChainFiles;

/// <summary>The examples and the reference of this repository, as their readers will use them.</summary>
public class ShippedChainTests
{
    private static readonly string s_hocon = Path.Combine(Root(), "hocon");

    public static TheoryData<string> Examples =>
        new(Directory.EnumerateFiles(Path.Combine(s_hocon, "chains"), "*.conf").Select(file => Path.GetFileName(file)));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_reads_without_a_finding(string name)
    {
        var result = Read(File.ReadAllText(Path.Combine(s_hocon, "chains", name)));

        Assert.Empty(result.Diagnostics);
        Assert.NotEmpty(result.Chain!.Description);
    }

    [Theory]
    [InlineData("create-and-run-code")]
    [InlineData("stop-condition")]
    [InlineData("bar-chart")]
    [InlineData("installed-modules")]
    [InlineData("incremental-coding")]
    public void An_example_that_runs_code_stays_without_network_and_folders(string name)
    {
        var chain = Read(File.ReadAllText(Path.Combine(s_hocon, "chains", name + ".conf"))).Chain!;

        Assert.True(chain is { RunCode: true, Code: { Network: false, Readable.IsEmpty: true, Writable.IsEmpty: true } });
    }

    [Fact]
    public void The_stop_condition_of_its_example_is_active()
    {
        var chain = Read(File.ReadAllText(Path.Combine(s_hocon, "chains", "stop-condition.conf"))).Chain!;

        Assert.Contains("Code prints something on stdout and ends with exit code 0.", StopRules.Describe(chain));
    }

    [Fact]
    public void The_reference_has_the_defaults_of_the_code()
    {
        var text = File.ReadAllText(Path.Combine(s_hocon, "reference.conf"));
        var chain = Read(text[text.IndexOf("\nchain {", StringComparison.Ordinal)..]
            .Replace("models = []", "models = [m]", StringComparison.Ordinal)).Chain!;

        Assert.Equal(StopSettings.Default, chain.Stop);
        Assert.Equal(CodeLimits.Default, chain.Code.Limits);
        Assert.Empty(ChainDifference.Describe(
            TestChains.Of("m") with { Prompts = chain.Prompts, Schedule = Schedule.Auto },
            chain with { Hyperparameters = HyperparameterOverrides.None }));
    }

    private static ChainFileResult Read(string text) => ChainFileReader.Read(
        text, "chain.conf", name => FileText.Failed(name, "An example has no other files."));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Samantha.Actors.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository was not found above the tests.");
        }

        return folder.FullName;
    }
}
