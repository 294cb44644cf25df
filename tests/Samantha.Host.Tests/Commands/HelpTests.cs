using Samantha.Host.Commands;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Commands;

/// <summary>Help teaches: every command has a usage line, options and examples that parse.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Pages =>
    [
        "run", "check", "sessions", "show", "resume", "stop", "skip", "pause", "replace", "models", "models list", "models inspect", "models vocab",
        "models tokenize", "stop-test", "python", "python run", "python setup", "python list", "doctor", "export", "ui",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_command_explains_itself_with_examples(string command)
    {
        Outcome help = await Cli.RunAsync([.. command.Split(' '), "--help"]);
        help.AssertDone();
        Assert.Contains($"Usage: samantha {command}", help.Out, StringComparison.Ordinal);
        Assert.Contains("Examples:", help.Out, StringComparison.Ordinal);
        string examples = help.Out[help.Out.IndexOf("Examples:", StringComparison.Ordinal)..];
        Assert.Contains($"  samantha {command}", examples, StringComparison.Ordinal);
        Assert.DoesNotContain(help.Lines, line => line.Length > 110 && !line.StartsWith("  samantha", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_page_names_every_command_and_the_exit_codes()
    {
        Outcome help = await Cli.RunAsync("--help");
        help.AssertDone();
        Assert.All(CommandTree.Verbs, verb => Assert.Contains($"  {verb.Name} ", help.Out, StringComparison.Ordinal));
        Assert.Contains("130  stopped with Ctrl+C", help.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("engine", help.Out, StringComparison.Ordinal);
        Assert.Equal(help.Out, (await Cli.RunAsync("help")).Out);
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        Outcome version = await Cli.RunAsync("--version");
        version.AssertDone();
        Assert.Matches(@"^samantha \d+\.\d+\.\d+\n$", version.Out);
    }

    [Theory]
    [InlineData("runn", "there is no command 'runn'", "Did you mean run?")]
    [InlineData("models lst", "there is no command 'lst'", "Did you mean list?")]
    [InlineData("run --tempreature 1", "there is no option '--tempreature'", "Did you mean --temperature?")]
    [InlineData("run a.conf b.conf", "'b.conf' is one argument too many", "samantha run --help")]
    [InlineData("show", "ID is missing", "samantha show --help")]
    [InlineData("models", "say what to do: samantha models list|inspect|vocab|tokenize", "samantha models --help")]
    [InlineData("run --loops", "--loops", "samantha run --help")]
    [InlineData("run", "there is nothing to ask", "samantha run hocon/chains/first.conf")]
    public async Task A_wrong_command_line_says_what_and_where_the_help_is(string line, string problem, string advice)
    {
        Outcome outcome = await Cli.RunAsync(line.Split(' '));
        outcome.AssertFails(2, problem, advice);
    }
}
