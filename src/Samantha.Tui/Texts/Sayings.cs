using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Samantha.Tui.Texts;

/// <summary>
/// Sentences that the parts below the interface say, in another language. Those parts (actors, engine, sandbox, chain files)
/// speak English, and journals keep what they said; here a sentence is recognised by its English form, with {0} for what varies.
/// What is not known stays as it is: it is of the system, of llama.cpp, or of a newer version.
/// </summary>
internal sealed class Sayings
{
    public static Sayings None { get; } = new([]);

    /// <summary>Begins a translation that holds only when what stands in its places is known too: the English says too little.</summary>
    private const char OnlyWithKnownParts = '?';

    /// <summary>A longer text is no sentence of ours.</summary>
    private const int CharsMax = 4_000;

    /// <summary>"it was not run: it was ended at a limit: wall clock": a part may be a sentence of ours again.</summary>
    private const int DepthMax = 4;

    private readonly FrozenDictionary<string, string> _whole;
    private readonly ImmutableArray<Pattern> _patterns;

    private Sayings(Dictionary<string, string> sayings)
    {
        _whole = sayings.Where(saying => !Place.IsMatch(saying.Key)).ToFrozenDictionary();
        // The more of a sentence is written out, the surer it is meant.
        _patterns =
        [
            .. sayings.Where(saying => Place.IsMatch(saying.Key))
                .OrderByDescending(saying => saying.Key.Length)
                .Select(saying => Pattern.Of(saying.Key, saying.Value)),
        ];
        English = [.. sayings.Keys];
    }

    private static Regex Place { get; } = new(@"\{\d\}", RegexOptions.CultureInvariant);

    // As Regex.Escape writes a place.
    private static Regex EscapedPlace { get; } = new(@"\\\{(\d)}", RegexOptions.CultureInvariant);

    /// <summary>Every sentence that is known, in English.</summary>
    public ImmutableArray<string> English { get; }

    public static Sayings Load(string language)
    {
        string name = $"Samantha.Tui.Texts.sayings.{language}.json";
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        return stream is null ? None : new Sayings(JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!);
    }

    public string Translate(string english)
    {
        string said = Translate(english, DepthMax);
        return said == english && AsPart(english) is { } part && Translate(part, DepthMax) is var known && known != part
            ? char.ToUpper(known[0], CultureInfo.InvariantCulture) + known[1..] + "."
            : said;
    }

    // What is a part of a sentence elsewhere stands alone as a finding: with a capital letter and a full stop.
    private static string? AsPart(string english) => english.Length > 1 && english[^1] == '.'
        ? char.ToLowerInvariant(english[0]) + english[1..^1]
        : null;

    private string Translate(string english, int depth)
    {
        if (_whole.TryGetValue(english, out string? whole))
        {
            return whole;
        }

        if (depth == 0 || english.Length is 0 or > CharsMax)
        {
            return english;
        }

        foreach (Pattern pattern in _patterns)
        {
            if (pattern.Match(english) is not { } values)
            {
                continue;
            }

            string[] translated = [.. values.Select(value => Translate(value, depth - 1))];
            if (!pattern.NeedsKnownParts || translated.Where((value, at) => value != values[at]).Any())
            {
                object[] parts = [.. translated];
                return string.Format(null, pattern.Format, parts);
            }
        }

        return english;
    }

    /// <summary>One sentence with places for what varies.</summary>
    private sealed record Pattern(string Beginning, string End, Lazy<Regex> Sentence, CompositeFormat Format, bool NeedsKnownParts)
    {
        public static Pattern Of(string english, string translated)
        {
            string[] parts = Place.Split(english);
            return new Pattern(
                parts[0], parts[^1],
                new Lazy<Regex>(() => new Regex(
                    "^" + EscapedPlace.Replace(Regex.Escape(english), place => $"(?<p{place.Groups[1].Value}>.*?)") + "$",
                    RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)),
                CompositeFormat.Parse(translated.TrimStart(OnlyWithKnownParts)),
                translated[0] == OnlyWithKnownParts);
        }

        /// <summary>What stands in the places, by their numbers; null when it is another sentence.</summary>
        public string[]? Match(string text)
        {
            if (!text.StartsWith(Beginning, StringComparison.Ordinal) || !text.EndsWith(End, StringComparison.Ordinal)
                || Sentence.Value.Match(text) is not { Success: true } match)
            {
                return null;
            }

            return [.. Enumerable.Range(0, match.Groups.Count - 1).Select(number => match.Groups[$"p{number}"].Value)];
        }
    }
}
