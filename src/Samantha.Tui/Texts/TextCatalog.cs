using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Samantha.Tui.Texts;

/// <summary>
/// Every text of the interface in one language, by key. Keys and braces are checked by tests; a key that is missing is shown as
/// itself, so that nothing breaks for want of a word.
/// </summary>
public sealed class TextCatalog
{
    private readonly ImmutableDictionary<string, string> _texts;

    private TextCatalog(string language, ImmutableDictionary<string, string> texts)
    {
        Language = language;
        _texts = texts;
        Sayings = Sayings.Load(language);
        Culture = CultureInfo.InvariantCulture;
    }

    /// <summary>One of <see cref="Languages.All"/>.</summary>
    public string Language { get; }

    /// <summary>How numbers inside texts are written.</summary>
    public CultureInfo Culture { get; }

    public IEnumerable<string> Keys => _texts.Keys;

    internal Sayings Sayings { get; }

    public string this[string key] => _texts.GetValueOrDefault(key, key);

    /// <summary>Null when there is no such text.</summary>
    public string? Find(string key) => _texts.GetValueOrDefault(key);

    public string Format(string key, params ReadOnlySpan<object> values) => string.Format(Culture, this[key], values);

    /// <summary>
    /// A sentence of the parts below, in this language where it is known; what the system or llama.cpp says stays as it is.
    /// </summary>
    public string Said(string english) => Sayings.Translate(english);

    /// <summary>The text <c>KEY.one</c> or <c>KEY.other</c>; its {0} is the number.</summary>
    public string Count(string key, long number) => Format(key + (number == 1 ? ".one" : ".other"), Number(number));

    /// <summary>A whole number with separators of thousands as the language writes them.</summary>
    public string Number(long number) =>
        number.ToString("N0", CultureInfo.InvariantCulture).Replace(",", this["number.thousands"], StringComparison.Ordinal);

    /// <summary>A number with decimals as the language writes them.</summary>
    public string Number(double number, int decimals) =>
        number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            .Replace(".", this["number.decimal"], StringComparison.Ordinal);

    public static TextCatalog Load(string language)
    {
        string name = $"Samantha.Tui.Texts.texts.{language}.json";
        using Stream stream = typeof(TextCatalog).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"There are no texts for the language '{language}'.", nameof(language));
        Dictionary<string, string> texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
        return new TextCatalog(language, texts.ToImmutableDictionary());
    }
}
