using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Diagnostics;

namespace Samantha.Chains.Tests.ChainFiles;

public class ChainFileCodeTests
{
    private static readonly ChainFileSources s_sources = new(
        (name, _) => FileText.Failed(name, "it does not exist."),
        ResolveFolder: name => name == "gone"
            ? ResolvedFolder.Failed("it does not exist.")
            : ResolvedFolder.Ok("/chains/" + name));

    private static ChainFileResult Read(string settings) => ChainFileReader.Read(
        $"chain {{ models = [\"m\"], prompts = [\"p\"]\n{settings}\n}}", "chain.conf", s_sources);

    private static ChainDefinition Good(string settings)
    {
        var result = Read(settings);
        Assert.Empty(result.Diagnostics.Where(found => found.IsError));
        return result.Chain!;
    }

    [Fact]
    public void Everything_about_code_is_read()
    {
        var chain = Good(
            """
            run-code = on, feedback-output-only = on, feedback-loop = on, show-html = on-output
            code {
              network = on
              readable = ["data", { folder = "../My tables", name = "tables" }]
              writable = [out/]
              limits {
                wall-clock = 90 s, cpu = 2 m, memory = 1.5 GB, memory-total = 3 GiB, processes = 8
                file-size = 10 MB, work-folder = 1 GB, output = 64 kB
              }
            }
            stop {
              output-not-empty = on, output-line = "END", output-matches = "^\\d$", exit-code = 3, until = "7:05"
              response-line = off
            }
            """);

        Assert.True(chain is { RunCode: true, FeedbackOutputOnly: true, ShowHtml: ShowHtml.OnOutput, Code.Network: true });
        Assert.Equal(
            [new CodeFolder("/chains/data", "data"), new CodeFolder("/chains/../My tables", "tables")],
            chain.Code.Readable.AsEnumerable());
        Assert.Equal(new CodeFolder("/chains/out/", "out"), Assert.Single(chain.Code.Writable));
        Assert.Equal(
            new CodeLimits
            {
                WallClock = TimeSpan.FromSeconds(90), Cpu = TimeSpan.FromMinutes(2), MemoryBytes = 1_500_000_000,
                MemoryTotalBytes = 3L << 30, Processes = 8, FileBytes = 10_000_000, WorkFolderBytes = 1_000_000_000,
                OutputBytes = 64_000,
            },
            chain.Code.Limits);
        Assert.Equal(
            new StopSettings(null, OutputNotEmpty: true, OutputLine: "END", OutputMatches: "^\\d$", ExitCode: 3,
                Until: new TimeOnly(7, 5)),
            chain.Stop);
    }

    [Fact]
    public void Without_a_word_about_it_no_code_is_run_and_nothing_is_allowed()
    {
        var chain = Good("");

        Assert.False(chain.RunCode);
        Assert.Equal(ShowHtml.Never, chain.ShowHtml);
        Assert.True(chain.Code is { Network: false, Readable.IsEmpty: true, Writable.IsEmpty: true });
        Assert.Equal("STOP_SAMANTHA", chain.Stop.OutputLine);
    }

    [Theory]
    [InlineData("hide-html = on", ShowHtml.Never)]
    [InlineData("hide-html = off", ShowHtml.OnOutput)]
    [InlineData("show-html = always", ShowHtml.Always)]
    [InlineData("show_html = never", ShowHtml.Never)]
    public void Pages_are_shown_as_the_chain_says_also_by_the_name_of_the_original(string setting, ShowHtml expected) =>
        Assert.Equal(expected, Good(setting).ShowHtml);

    [Theory]
    [InlineData("code { limits { wall-clock = 10 ms } }", 30, "wall-clock must be a duration from 1 s to 24 h")]
    [InlineData("code { limits { wall-clock = 2 d } }", 30, "from 1 s to 24 h")]
    [InlineData("code { limits { cpu = soon } }", 23, "cpu")]
    [InlineData("code { limits { memory = 1 MB } }", 26, "memory must be a size from 64 MB to 1000 GB, such as 1.5 GB")]
    [InlineData("code { limits { memory = 2 parsecs } }", 26, "memory must be a size")]
    [InlineData("code { limits { memory = -1 GB } }", 26, "memory must be a size")]
    [InlineData("code { limits { output = 99999999999999999999 GB } }", 26, "output must be a size")]
    [InlineData("code { limits { processes = 2 } }", 29, "a whole number from 4 to 4096")]
    [InlineData("code { limits { ram = 1 GB } }", 23, "Unknown setting 'ram' in limits")]
    [InlineData("code { netwerk = on }", 18, "Did you mean network?")]
    [InlineData("code { sandbox = none }", 18, "cannot be set by a chain")]
    [InlineData("sandbox = none", 11, "cannot be set by a chain")]
    [InlineData("code { readable = [gone] }", 20, "readable 'gone' cannot be used: it does not exist.")]
    [InlineData("code { readable = [\"a b\"] }", 20, "'a b' cannot be the name of a folder below /data")]
    [InlineData("code { readable = [{ folder = x, name = \"..\" }] }", 41, "cannot be the name")]
    [InlineData("code { readable = [{ folder = x, name = \"a/b\" }] }", 41, "cannot be the name")]
    [InlineData("code { readable = [{ name = x }] }", 20, "A folder in readable is a text")]
    [InlineData("code { readable = [a/x, b/x] }", 25, "Two folders would be /data/x")]
    [InlineData("code { readable = [a/x], writable = [b/x] }", 38, "Two folders would be /data/x")]
    [InlineData("stop { exit-code = 256 }", 20, "from 0 to 255")]
    [InlineData("stop { output-matches = \"(\" }", 25, "not a regular expression")]
    [InlineData("stop { until = \"25:00\" }", 16, "a time of the day from")]
    [InlineData("stop { stop-condition = on }", 25, "output-not-empty = on")]
    [InlineData("show-html = sometimes", 13, "never, on-output or always")]
    [InlineData("show-html = always, hide-html = on", 33, "only one of them")]
    [InlineData("pdf-pages = x.pdf", 13, "prompts-pdf")]
    public void A_mistake_is_an_error_with_its_place_and_what_is_allowed(string settings, int column, string part)
    {
        var error = Assert.Single(Read(settings).Diagnostics, found => found.IsError);

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal((2, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("stop { output-not-empty = on, exit-code = 0 }", "output-not-empty, exit-code can never hold without run-code")]
    [InlineData("code { network = on }", "code has no effect without run-code = on")]
    [InlineData("show-html = on-output", "never shows a page without run-code")]
    [InlineData("feedback-loop = on, feedback-output-only = on", "nothing is fed back without run-code = on")]
    [InlineData("run-code = on, feedback-output-only = on", "no effect without feedback-loop = on")]
    [InlineData("run-code = on, code { network = on }", "reaches the network")]
    [InlineData("run-code = on, code { network = on, readable = [a] }", "can be sent away")]
    [InlineData("run-code = on, code { writable = [a] }", "can change and delete every file in /chains/a (/data/a)")]
    [InlineData("run-code = on, code { limits { memory = 3 GB } }", "memory is more than memory-total")]
    [InlineData("run-code = on, code { limits { file-size = 1 GB } }", "file-size is more than work-folder")]
    [InlineData("stop { until = \"07:00\", wall-time = 2 d }", "wall-time is reached only over several runs")]
    public void What_matters_or_has_no_effect_is_a_warning(string settings, string part) =>
        Assert.Contains(Read(settings).Diagnostics, found =>
            found.Severity == DiagnosticSeverity.Warning && found.Message.Contains(part, StringComparison.Ordinal));

    [Theory]
    [InlineData("run-code = on, feedback-loop = on, feedback-output-only = on, stop { output-not-empty = on }")]
    [InlineData("run-code = on, code { readable = [a], limits { wall-clock = 5 s } }")]
    [InlineData("stop { until = \"07:00\", wall-time = 2 h }")]
    public void A_sensible_chain_has_no_warning(string settings) => Assert.Empty(Read(settings).Diagnostics);

    [Fact]
    public void Folders_cannot_be_used_where_nobody_can_look_for_them()
    {
        var result = ChainFileReader.Read(
            "chain { models = [m], prompts = [p], code { readable = [a] } }", "c", name => FileText.Failed(name, "no"));

        Assert.Contains(result.Diagnostics, found => found.Message.Contains("cannot be used here", StringComparison.Ordinal));
        Assert.Null(result.Chain);
    }

    [Fact]
    public void A_declared_encoding_reaches_who_reads_the_file()
    {
        var sources = new ChainFileSources((name, encoding) => FileText.Ok(name, $"{name} as {encoding}"));
        var chain = ChainFileReader.Read(
            """
            chain {
              models = [m]
              prompts-file = { file = "old.txt", encoding = latin-1 }
              system-prompt-file = { file = "s.txt", encoding = utf-16be }
              previous-response-file = "p.txt"
            }
            """,
            "c", sources).Chain!;

        Assert.Equal(
            ("old.txt as Latin1", "s.txt as Utf16BigEndian", "p.txt as Auto"),
            (chain.Prompts.Items[0].Text, chain.SystemPrompt, chain.PreviousResponse));
    }

    [Theory]
    [InlineData("prompts-file = { encoding = latin-1 }", "has no file = ")]
    [InlineData("prompts-file = { file = a, encoding = ebcdic }", "encoding must be auto, utf-8")]
    [InlineData("prompts-file = { file = a, charset = x }", "Unknown setting 'charset'")]
    [InlineData("prompts-file = { file = \"\" }", "but the text is empty")]
    public void A_wrong_declaration_of_a_file_is_an_error(string setting, string part) =>
        Assert.Contains(
            ChainFileReader.Read($"chain {{ models = [m]\n{setting}\n}}", "c", ChainFileSources.TextOnly(name =>
                FileText.Ok(name, "x"))).Diagnostics,
            found => found.IsError && found.Message.Contains(part, StringComparison.Ordinal));

    [Fact]
    public void Options_win_over_the_chain_and_the_rest_stays()
    {
        var chain = Good("run-code = on, code { network = on, readable = [a] }, stop { exit-code = 3, output-line = X }");
        var changed = new ChainOptions
        {
            CodeNetwork = false, StopOutputLine = "off", StopUntil = new TimeOnly(6, 0), StopOutputMatches = "x",
            ShowHtml = ShowHtml.Always, CodeWritable = [new CodeFolder("/w", "w")],
        }.ApplyTo(chain);

        Assert.True(changed is { RunCode: true, Code.Network: false, ShowHtml: ShowHtml.Always });
        Assert.Equal(("a", "w"), (changed.Code.Readable[0].Name, changed.Code.Writable[0].Name));
        Assert.Equal(
            new StopSettings(OutputLine: null, OutputMatches: "x", ExitCode: 3, Until: new TimeOnly(6, 0)), changed.Stop);
        Assert.False(new ChainOptions { RunCode = false }.ApplyTo(chain).RunCode);
    }
}
