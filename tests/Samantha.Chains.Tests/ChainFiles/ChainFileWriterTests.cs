using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;
using Samantha.Chains.Sweeps;

namespace Samantha.Chains.Tests.ChainFiles;

public class ChainFileWriterTests
{
    private static readonly string s_examples = Path.Combine(Root(), "hocon", "chains");

    public static TheoryData<string> Examples =>
        new(Directory.EnumerateFiles(s_examples, "*.conf").Select(file => Path.GetFileName(file)));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_that_is_written_anew_is_the_same_chain(string name)
    {
        var text = File.ReadAllText(Path.Combine(s_examples, name));
        var chain = Read(text);

        var written = ChainFileWriter.Write(ChainDocument.Read(text, chain));

        Assert.Equal(Canonical(chain), Canonical(Read(written)));
        Assert.StartsWith(text[..text.IndexOf('\n', StringComparison.Ordinal)], written, StringComparison.Ordinal);
        Assert.Equal(written, ChainFileWriter.Write(ChainDocument.Read(written, Read(written))));
    }

    [Fact]
    public void Only_what_differs_from_the_defaults_is_written()
    {
        var chain = TestChains.Of("a", "Hello") with { Name = "n", Schedule = Schedule.Auto };

        Assert.Equal("chain {\n  name = \"n\"\n  models = [\"a\"]\n  prompts = [\"Hello\"]\n}\n", ChainFileWriter.Write(chain));
    }

    [Fact]
    public void Prompts_keep_their_syntax_on_lines_of_their_own()
    {
        const string Text = "chain {\n  models = [a]\n  prompts = \"\"\"\n    {top_k=3} One\n\n      two\n    $$$\n    --- not this\n    $$$\n  \"\"\"\n}\n";

        Assert.Equal(Text.Replace("[a]", "[\"a\"]", StringComparison.Ordinal), ChainFileWriter.Write(ChainDocument.Read(Text, Read(Text))));
    }

    [Fact]
    public void Comments_above_a_setting_stay_there_and_others_are_told_of()
    {
        const string Text = "# head\n\nchain {\n  # which\n  # ones\n  models = [a]\n  prompts = x\n  loops = 3 # often\n  stop {\n    # soon\n    steps = 2\n  }\n}\n";

        var document = ChainDocument.Read(Text, Read(Text));

        Assert.True(document.LosesComments);
        Assert.StartsWith("# head\n\nchain {\n  # which\n  # ones\n  models = [\"a\"]\n", ChainFileWriter.Write(document), StringComparison.Ordinal);
        var kept = ChainFileWriter.Write(document);
        Assert.False(ChainDocument.Read(kept, Read(kept)).LosesComments);
    }

    [Fact]
    public void A_file_stands_in_for_a_text_until_something_is_written()
    {
        const string Text = "chain { models = [a], prompts-file = \"p.txt\", system-prompt-file = { file = s.txt, encoding = latin-1 } }";
        var chain = ChainFileReader.Read(Text, "x.conf", new ChainFileSources((name, _) => FileText.Ok(name, "from " + name))).Chain!;
        var document = ChainDocument.Read(Text, chain);

        var untouched = ChainFileWriter.Write(document);
        var edited = ChainFileWriter.Write(document with { Prompts = "Mine" });

        Assert.Contains("prompts-file = \"p.txt\"", untouched, StringComparison.Ordinal);
        Assert.Contains("system-prompt-file { file = s.txt, encoding = latin-1 }", untouched, StringComparison.Ordinal);
        Assert.DoesNotContain("prompts-file", edited, StringComparison.Ordinal);
        Assert.Contains("prompts = \"Mine\"", edited, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preset_is_written_by_its_name()
    {
        var chain = TestChains.Of("a", "x") with
        {
            Hyperparameters = HyperparameterPresets.Stochastic with { Seed = 7, Temperature = 0.8 },
        };

        var written = ChainFileWriter.Write(chain);

        Assert.Contains("{ preset = stochastic, seed = 7 }", written, StringComparison.Ordinal);
        Assert.Equal(chain.Hyperparameters, Read(written).Hyperparameters);
    }

    [Fact]
    public void Folders_below_the_file_are_written_relative_to_it()
    {
        var chain = TestChains.Of("a", "x") with
        {
            Code = CodeSettings.Default with { Readable = [new CodeFolder("/home/me/chains/data", "data"), new CodeFolder("/srv/x", "y")] },
        };

        var written = ChainFileWriter.Write(chain, "/home/me/chains");

        Assert.Contains("readable = [\"data\", { folder = \"/srv/x\", name = \"y\" }]", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_what_was_written_gives_an_equal_chain() =>
        Properties.Hold(Chains, chain => Canonical(Read(ChainFileWriter.Write(chain))) == Canonical(chain), 400);

    [Fact]
    public void Prompts_written_in_the_syntax_are_read_as_they_were() => Properties.Hold(
        Properties.TextsOf(
            12, "a", " ", "\n", "$$$", "\n$$$\n", "[", "]", "[[", "]]", "{", "}", "{top_k=3}", "---", "\\", "full_text", "partial_text"),
        text =>
        {
            var list = PromptListParser.Parse(text, "x");
            var isPossible = list.Items.All(item => item.Problem is null && !HasBackslashInTheWay(item));
            if (isPossible)
            {
                Assert.Equal(PromptsOf(list), PromptsOf(PromptListParser.Parse(PromptListWriter.Write(list), "x")));
            }

            return true;
        },
        2_000);

    [Theory]
    [InlineData("90 minutes", 90 * 60)]
    [InlineData("2 h", 2 * 3600)]
    [InlineData("1 d", 24 * 3600)]
    [InlineData("61 s", 61)]
    public void Durations_have_the_largest_whole_unit(string text, int seconds) =>
        Assert.Equal(text, ChainValueText.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("1.5 GB", 1_500_000_000)]
    [InlineData("50 MB", 50_000_000)]
    [InlineData("1234567 b", 1_234_567)]
    public void Sizes_are_short_where_they_can_be(string text, long bytes) => Assert.Equal(text, ChainValueText.Size(bytes));

    private static Gen<string> Texts { get; } =
        Properties.TextsOf(8, "a", "b c", "\n", "\n\n", "  ", "\t", "\"", "\"\"\"", "\\", "$$$", "---", "é🙂", "\u001b[31m", "#", "${x}")
            .Select(text => text.TrimStart('\n').Replace("\\---", "---", StringComparison.Ordinal))
            .Select(text => text.TrimStart().StartsWith("\\---", StringComparison.Ordinal) ? "" : text);

    private static Gen<HyperparameterOverrides> Overrides { get; } =
        from temperature in Gen.Elements<double?>(null, 0, 0.1, 1e-7, 5)
        from topK in Gen.Elements<int?>(null, 1, 40)
        from seed in Gen.Elements<ulong?>(null, 0, ulong.MaxValue)
        from stop in Gen.Elements<ImmutableArray<string>?>(null, [], ["END", "a\"b\\"])
        from preset in Gen.Elements(HyperparameterOverrides.None, HyperparameterPresets.Stochastic, HyperparameterPresets.Deterministic)
        select new HyperparameterOverrides { Temperature = temperature, TopK = topK, Seed = seed, Stop = stop }.WithFallback(preset);

    private static Gen<ModelEntry> Models { get; } =
        from model in Gen.Elements("a", "b.gguf", "https://x.org/c.gguf?download=true")
        from overrides in Gen.Frequency((3, Gen.Constant(HyperparameterOverrides.None)), (1, Overrides))
        from engine in Gen.Elements(null, new EngineSettings(), new EngineSettings(4, 64, FlashAttention.Off))
        select new ModelEntry(model, ModelEntry.NameOf(model), overrides, engine);

    private static Gen<StopSettings> Stops { get; } =
        from line in Gen.Elements(null, StopSettings.DefaultResponseLine, "off", "a # b")
        from pattern in Gen.Elements(null, "^\\d+\"$")
        from tokens in Gen.Elements<long?>(null, 5)
        from time in Gen.Elements<TimeSpan?>(null, TimeSpan.FromMinutes(90), TimeSpan.FromMilliseconds(1500), TimeSpan.FromTicks(15))
        from until in Gen.Elements<TimeOnly?>(null, new TimeOnly(7, 5))
        from code in Gen.Elements<int?>(null, 0, 255)
        from disk in Gen.Elements<long?>(null, 2_500_000, 1_234_567)
        select new StopSettings(
            line, pattern, tokens, time, tokens, tokens, false, line, pattern, code, until, tokens, disk, disk, tokens);

    private static Gen<ChainDefinition> Chains { get; } =
        from name in Texts
        from system in Texts
        from before in Texts
        from prompts in Gen.NonEmptyListOf(Texts.Where(text => !string.IsNullOrWhiteSpace(text)))
        from models in Gen.NonEmptyListOf(Models)
        from overrides in Overrides
        from stop in Stops
        from flags in Gen.Choose(0, 255)
        from limits in Gen.Elements(
            CodeLimits.Default, new CodeLimits { MemoryBytes = 1_234_567_890, Cpu = TimeSpan.FromSeconds(90), OutputBytes = 2_500 })
        from random in Gen.Elements(
            null, RandomRanges.Default, RandomRanges.Default with { TopP = null, Temperature = new RandomRange(0.25, 1e-0) })
        from sweep in Gen.Elements("off", "temperature = 0, 0.5; top_k = 1, 2", "min_p = 0.25 | seed = 3, 18446744073709551615")
        from loops in Gen.Elements(RepeatCount.Once, RepeatCount.Endless, RepeatCount.Of(7))
        select new ChainDefinition
        {
            Name = name.Trim(), SystemPrompt = system, PreviousResponse = before, Prompts = PromptList.Literal(prompts),
            Models = Distinct(models), Hyperparameters = overrides, Stop = stop, Loops = loops, Responses = loops,
            FeedbackLoop = (flags & 1) != 0, CumulativeResponse = (flags & 2) != 0, FeedbackOutputOnly = (flags & 4) != 0,
            RunCode = (flags & 8) != 0, ShuffleModels = (flags & 16) != 0, ResetModel = (flags & 32) == 0,
            SingleResponsePerModel = sweep == "off" && (flags & 64) != 0, RandomHyperparameters = random,
            Sweep = SweepText.TryParse(sweep, out var parsed, out _) ? parsed : SweepSettings.None,
            Code = CodeSettings.Default with { Network = (flags & 128) != 0, Limits = limits },
            Notes = flags % 4 == 0 && prompts.Count > 1 ? ["Look at \"this\".\n  And this.", ""] : [],
            OnError = (OnError)(flags % 3), OnOverflow = (OnOverflow)(flags % 3), Schedule = (Schedule)(flags % 2), ShowHtml = (ShowHtml)(flags % 3),
            Engine = flags % 5 == 0 ? new EngineSettings(2, null, FlashAttention.On) : EngineSettings.Default,
            Health = (flags % 4) switch
            {
                0 => HealthSettings.Default.With((HealthAction)(flags % 8)),
                1 => HealthSettings.Default with
                {
                    Repetition = new RepetitionSettings { Action = (HealthAction)(flags % 8), Words = 30 + (flags % 3) },
                    Collapse = new CollapseSettings { Action = HealthAction.Note, Share = 0.2 },
                    LanguageDrift = new LanguageDriftSettings { Action = HealthAction.Stop, Language = "pt" },
                    TemperatureMax = 1.25, InjectPrompt = "Say \"something\" else.",
                },
                _ => HealthSettings.Default,
            },
        };

    // As the reader names them.
    private static ImmutableArray<ModelEntry> Distinct(IEnumerable<ModelEntry> models)
    {
        var list = models.Take(4).ToList();
        return [.. list.Where((model, at) => list.FindIndex(other => other.Name == model.Name) == at || list.FindIndex(other => other.Name == model.Name && other != model) < 0)];
    }

    // The syntax has no way to say these.
    private static bool HasBackslashInTheWay(PromptItem item) => item.Parts.Zip(item.Parts.Skip(1))
            .Any(pair => IsJoined(pair.First, pair.Second) || IsJoined(pair.Second, pair.First))
        || item.Text.StartsWith("\\---", StringComparison.Ordinal) || item.Text.EndsWith('\\');

    // A place-holder beside a letter, which only a removed $$$ between them can make, or behind a backslash.
    private static bool IsJoined(PromptPart text, PromptPart holder) => holder.Kind != PromptPartKind.Literal
        && (text.Text[^1] == '\\' || IsOfAWord(text.Text[^1]) || IsOfAWord(text.Text[0]) || text.Kind != PromptPartKind.Literal);

    private static bool IsOfAWord(char sign) => char.IsLetterOrDigit(sign) || sign == '_';

    private static string PromptsOf(PromptList list) => string.Join('\u0001', list.Items.Select(item =>
        $"{item.Kind} {string.Concat(item.Parts.Select(part => part.Kind == PromptPartKind.Literal ? part.Text : "\u0002" + part.Text))} {ChainJson.Serialize(ChainDefinition.FromPrompts(list) with { Prompts = new PromptList([]), Hyperparameters = item.Overrides })}"));

    private static string Canonical(ChainDefinition chain) => ChainJson.Serialize(chain with
    {
        Prompts = new PromptList([.. chain.Prompts.Items.Select(item => item with { Span = PromptSpan.Nowhere })], []),
    });

    private static ChainDefinition Read(string text)
    {
        var result = ChainFileReader.Read(text, "x.conf", ChainFileSources.TextOnly(name => FileText.Failed(name, "none")));
        Assert.True(result.Chain is not null, text + "\n" + string.Join('\n', result.Diagnostics));
        return result.Chain;
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Samantha.Actors.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
