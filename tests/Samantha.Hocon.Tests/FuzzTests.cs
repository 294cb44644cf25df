using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Samantha.Hocon.Tests;

/// <summary>
/// Random and mutated texts end in a document or a HoconException, in bounded time; nothing else ever comes out.
/// </summary>
public sealed class FuzzTests
{
    private const int Mutations = 20_000;

    private static readonly TimeSpan TimeMaxPerText = TimeSpan.FromSeconds(20);

    private static readonly string[] Fragments =
    [
        "a", "b", "a.b", "\"a b\"", "=", ":", "{", "}", "[", "]", ",", "\n", "\r\n", " ", "\t", "#", "//", "\"", "\"\"\"",
        "${a}", "${b.a}",
        "${?a}", "$", "+=", "include", "null", "\\", "\\u00e9", "\uD800", "\0", "\u00A0", "\uFEFF", "\uFFFF", "1", "5 s", "on",
        "text",
    ];

    private const string Good = """
        # a chain
        chain {
          name = "Refine \t it"
          models = ["samantha-mini", { file = "https://example.org/x.gguf", settings { temperature = 0.5 } }]
          prompts = '''
            Create a sentence about love
            $$$
          '''
          base = /models
          path = ${chain.base}/x y
          "quoted.key" : off
          loops = 2, responses = 1
          nested.deep.path { timeout = 5 s }
        }
        """;

    [Fact]
    public void Any_text_at_all() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll<string?>(static text => ReadsOrRefuses(text ?? "")));

    [Fact]
    public void Any_order_of_meaningful_fragments() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5_000),
        Prop.ForAll(Gen.Elements(Fragments).ListOf().Select(string.Concat).ToArbitrary(), static text => ReadsOrRefuses(text)));

    [Fact]
    public void Mutations_of_a_good_text()
    {
        const int Seed = 20261122;
        var random = new Random(Seed);
        var good = Good.Replace("'''", "\"\"\"", StringComparison.Ordinal);
        Assert.False(Hocon.Parse(good).IsEmpty);
        for (var count = 0; count < Mutations; count++)
        {
            var text = Mutate(good, random);
            Assert.True(ReadsOrRefuses(text), text);
        }
    }

    [Fact]
    public void Every_beginning_of_a_good_text()
    {
        var good = Good.Replace("'''", "\"\"\"", StringComparison.Ordinal);
        for (var length = 0; length < good.Length; length++)
        {
            Assert.True(ReadsOrRefuses(good[..length]));
        }
    }

    [Fact]
    public void What_was_read_is_inside_the_text()
    {
        var good = Good.Replace("'''", "\"\"\"", StringComparison.Ordinal);
        var random = new Random(7);
        for (var count = 0; count < 2_000; count++)
        {
            var text = Mutate(good, random);
            var refused = Record.Exception(() => Hocon.Parse(text)) as HoconException;
            var lines = text.Split('\n');
            Assert.True(refused is null || (refused.Line >= 1 && refused.Line <= lines.Length
                && refused.Column >= 1 && refused.Column <= lines[refused.Line - 1].Length + 1), refused?.Message);
        }
    }

    private static bool ReadsOrRefuses(string text)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            HoconDocument.Parse(text, "fuzz");
        }
        catch (HoconException)
        {
            // Refused, as it may be. Anything else comes out and fails the test.
        }

        return clock.Elapsed < TimeMaxPerText;
    }

    private static string Mutate(string text, Random random)
    {
        var mutated = new StringBuilder(text);
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            var index = random.Next(mutated.Length);
            switch (random.Next(4))
            {
                case 0:
                    mutated.Remove(index, Math.Min(random.Next(1, 8), mutated.Length - index));
                    break;
                case 1:
                    mutated.Insert(index, Fragments[random.Next(Fragments.Length)]);
                    break;
                case 2:
                    mutated[index] = (char)random.Next(0, 0x180);
                    break;
                default:
                    mutated.Insert(index, text[random.Next(text.Length)..]);
                    break;
            }
        }

        return mutated.ToString();
    }
}
