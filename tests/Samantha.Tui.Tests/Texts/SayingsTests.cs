using System.Text.RegularExpressions;
using Samantha.Chains.Prompts;
using Samantha.Tui.Tests.Support;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Tests.Texts;

public sealed partial class SayingsTests
{
    private const int WindowChars = 14;

    private static readonly TextCatalog s_english = TextCatalog.Load(Languages.English);
    private static readonly TextCatalog s_portuguese = TextCatalog.Load(Languages.BrazilianPortuguese);

    [Theory]
    [InlineData("the session ends now", "a sessão termina agora")]
    [InlineData("Stopped by the user.", "Parada pelo usuário.")]
    [InlineData("L1.M1.R1.P2 failed, and the chain asks to stop then.", "L1.M1.R1.P2 falhou, e a cadeia pede para parar nesse caso.")]
    [InlineData("the turn of mini ends now", "a vez de mini termina agora")]
    [InlineData(
        "it was not run: the sandbox's self-test did not run (bwrap: No such file)",
        "não foi executado: o autoteste do sandbox não rodou (bwrap: No such file)")]
    [InlineData(
        "it was ended at a limit: wall clock (10 s)", "foi encerrado por um limite: tempo de relógio (10 s)")]
    [InlineData("the engine was killed by SIGTERM", "o motor foi morto por SIGTERM")]
    public void What_the_parts_below_say_is_said_in_the_language_of_the_interface(string english, string portuguese)
    {
        Assert.Equal(portuguese, s_portuguese.Said(english));
        Assert.Equal(english, s_english.Said(english));
    }

    [Theory]
    [InlineData("")]
    [InlineData("llama_model_load: error loading model: unknown (magic)")]
    [InlineData("No space left on device")]
    [InlineData("The code printed")]
    [InlineData("the engine of a car")]
    public void What_is_not_known_stays_as_it_is(string text) => Assert.Equal(text, s_portuguese.Said(text));

    [Fact]
    public void A_text_of_a_model_that_is_put_into_a_sentence_cannot_make_it_slow_or_break_it()
    {
        string hostile = string.Concat(Enumerable.Repeat("The code printed {0} and ended {1} ", 50));
        Assert.Contains(hostile.Trim(), s_portuguese.Said($"The code printed {hostile.Trim()} and ended without error."), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chain {\n  models = [m\n  prompts = x\n}", "'p' inesperado numa lista")]
    [InlineData("chain {\n  loops =\n}", "Falta o valor")]
    [InlineData("chain {\n  loops = 2 2 = 3\n}", "")]
    [InlineData("chain {", "Esta chave nunca é fechada: acrescente '}'.")]
    [InlineData("include \"x\"", "Include não é aceito")]
    [InlineData("chain { models = [m], prompts = \"x }", "Estas aspas nunca são fechadas.")]
    [InlineData("chain { models = [m], prompts = x, loops = often }", "")]
    public void Faults_of_chain_files_are_told_in_the_language_of_the_interface(string text, string beginning)
    {
        var found = Samantha.Chains.ChainFiles.ChainFileReader
            .Read(text, "c", name => Samantha.Chains.ChainFiles.FileText.Failed(name, "")).Diagnostics.First(finding => finding.IsError);
        string said = s_portuguese.Said(found.Message);
        Assert.NotEqual(found.Message, said);
        Assert.StartsWith(beginning, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_of_prompt_lists_are_translated()
    {
        PromptList list = PromptListParser.Parse("[pre]\na $$$ b\n$$$\n---\nx\n  --- y\n$$$\n[[ ]]\n$$$\nfull_textual (\n[ open\n$$$", "");
        Assert.NotEmpty(list.Diagnostics);
        Assert.All(list.Diagnostics, finding => Assert.NotEqual(finding.Message, s_portuguese.Said(finding.Message)));
    }

    // A sentence that was changed below is to be changed here.
    [Fact]
    public void Every_saying_is_one_that_the_sources_can_say()
    {
        string sources = Normalised(string.Join('\n', Directory
            .EnumerateFiles(Path.Combine(Places.Home, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)));
        string[] unknown =
        [
            .. s_portuguese.Sayings.English.Where(saying => !PlacePattern().Split(saying).Any(part => IsIn(sources, part))),
        ];
        Assert.Empty(unknown);
    }

    // A part is cut further where the source puts a value into it.
    private static bool IsIn(string sources, string part) =>
        part.Trim(' ', '.', ',', ';', ':', '\'', '(', ')', '?') is { Length: > 3 } words
        && Enumerable.Range(0, Math.Max(1, words.Length - WindowChars + 1)).Any(at =>
            sources.Contains(words.Substring(at, Math.Min(WindowChars, words.Length)), StringComparison.Ordinal));

    // Literals that are put together from pieces are one text.
    private static string Normalised(string sources) => JoinPattern().Replace(sources, "").Replace("\\\"", "\"", StringComparison.Ordinal)
        .Replace("\\\\", "\\", StringComparison.Ordinal);

    [GeneratedRegex("""\{\d\}""")]
    private static partial Regex PlacePattern();

    [GeneratedRegex("\"\\s*\\+\\s*\\$?\"")]
    private static partial Regex JoinPattern();
}
