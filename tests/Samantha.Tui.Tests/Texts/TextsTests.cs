using System.Text.RegularExpressions;
using Samantha.Terminal.Widgets;
using Samantha.Tui.Tests.Support;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Tests.Texts;

public sealed partial class TextsTests
{
    private const string DrawingCalls =
        """(?:\.Text\(|AppendLine\(|\.Say\(|\.Warn\(|\.Error\(|new Pane\(Kit,|Dialog\()""";

    private static readonly TextCatalog s_english = TextCatalog.Load(Languages.English);
    private static readonly TextCatalog s_portuguese = TextCatalog.Load(Languages.BrazilianPortuguese);

    [Fact]
    public void Both_languages_have_the_same_keys()
    {
        Assert.Empty(s_english.Keys.Except(s_portuguese.Keys).Order());
        Assert.Empty(s_portuguese.Keys.Except(s_english.Keys).Where(key => !IsWidget(key)).Order());
    }

    [Fact]
    public void Every_text_of_the_widgets_is_translated()
    {
        string[] wanted = [.. WidgetTexts.Names.Select(name => "widget." + name).Order(StringComparer.Ordinal)];
        string[] there = [.. s_portuguese.Keys.Where(IsWidget).Order(StringComparer.Ordinal)];
        Assert.Empty(wanted.Except(there));
        Assert.Empty(there.Except(wanted));
    }

    [Fact]
    public void Braces_hold_the_same_numbers_in_both_languages_and_can_be_filled()
    {
        foreach (string key in s_english.Keys)
        {
            Assert.True(BracesOf(s_english[key]) == BracesOf(s_portuguese[key]), $"{key}: other braces in Portuguese");
        }

        var english = WidgetTexts.English;
        foreach (var property in typeof(WidgetTexts).GetProperties().Where(p => p.PropertyType == typeof(string)))
        {
            string translated = s_portuguese["widget." + property.Name];
            Assert.True(
                BracesOf((string)property.GetValue(english)!) == BracesOf(translated),
                $"{property.Name}: other braces in Portuguese");
        }
    }

    [Fact]
    public void No_text_is_empty()
    {
        Assert.All(s_english.Keys, key => Assert.NotEqual("", s_english[key]));
        Assert.All(s_portuguese.Keys, key => Assert.NotEqual("", s_portuguese[key]));
    }

    [Fact]
    public void Every_key_in_the_code_has_a_text_and_every_text_is_used()
    {
        string code = string.Join('\n', Sources().Select(File.ReadAllText));
        string[] literals = [.. LiteralPattern().Matches(code).Select(match => match.Groups[1].Value).Distinct()];
        string[] called = [.. CallPattern().Matches(code).Select(match => match.Groups[1].Value).Distinct()];
        var keys = s_english.Keys.ToHashSet();
        Assert.Empty(called.Where(key => !key.EndsWith('.') && !keys.Contains(key) && !keys.Contains(key + ".one")).Order());

        // A literal that ends in a dot is the beginning of keys that are put together.
        string[] beginnings = [.. literals.Where(literal => literal.EndsWith('.'))];
        Assert.Empty(keys.Where(key => !literals.Contains(key) && !literals.Contains(Stem(key)) && !beginnings.Any(key.StartsWith)
            && !literals.Any(literal => key == "action." + literal || key == "label." + literal)).Order());
    }

    [Fact]
    public void Numbers_are_written_as_the_language_does()
    {
        Assert.Equal("1,234,567", s_english.Number(1_234_567));
        Assert.Equal("1.234.567", s_portuguese.Number(1_234_567));
        Assert.Equal("2,5", s_portuguese.Number(2.5, 1));
        Assert.Equal("1 prompt", s_english.Count("preview.prompts", 1));
        Assert.Equal("2.000 prompts", s_portuguese.Count("preview.prompts", 2_000));
    }

    [Theory]
    [InlineData("pt-BR", "en_US.UTF-8", "pt-BR")]
    [InlineData("", "pt_BR.UTF-8", "pt-BR")]
    [InlineData("", "de_DE.UTF-8", "en")]
    [InlineData("", null, "en")]
    [InlineData("en", "pt_BR.UTF-8", "en")]
    public void The_setting_decides_the_language_and_then_the_environment(string setting, string? lang, string expected) =>
        Assert.Equal(expected, Languages.Choose(setting, name => name == "LANG" ? lang : null));

    [Fact]
    public void LC_ALL_goes_before_LANG() =>
        Assert.Equal("pt-BR", Languages.Choose("", name => name switch { "LC_ALL" => "pt_BR", "LANG" => "en_US", _ => null }));

    // Texts that people read come from the catalogs: a call that draws, says or titles something with words in quotes does not.
    [Fact]
    public void No_words_stand_in_code_that_draws()
    {
        string[] found =
        [
            .. Sources().SelectMany(file => File.ReadAllLines(file)
                .Where(line => DrawnWordsPattern().IsMatch(line))
                .Select(line => $"{Path.GetFileName(file)}: {line.Trim()}")),
        ];
        Assert.Empty(found);
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Places.Sources, "*.cs", SearchOption.AllDirectories);

    private static bool IsWidget(string key) => key.StartsWith("widget.", StringComparison.Ordinal);

    private static string Stem(string key) => key[..Math.Max(0, key.LastIndexOf('.'))];

    private static string BracesOf(string text) =>
        string.Join(',', BracesPattern().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex("""\{\d\}""")]
    private static partial Regex BracesPattern();

    [GeneratedRegex("\"([a-z][a-zA-Z0-9.-]*)\"")]
    private static partial Regex LiteralPattern();

    [GeneratedRegex("""(?:\bT|[tT]exts\.Format|[tT]exts\.Count|[tT]exts\[|writer\.Key)\(?"([^"]+)"[,)\]]""")]
    private static partial Regex CallPattern();

    [GeneratedRegex(DrawingCalls + """[^;]*"[^"]*[a-z]{3,} [a-z]{2,}""" + "\"")]
    private static partial Regex DrawnWordsPattern();
}
