using System.Collections.Immutable;

namespace Samantha.Engine.Gguf;

/// <summary>
/// Typed look-ups in the metadata of a header; a value of another kind or outside its range is refused by the name of its key.
/// </summary>
internal sealed class GgufKeys
{
    private readonly GgufSource _source;
    private readonly Dictionary<string, GgufValue> _values;

    public GgufKeys(GgufSource source, ImmutableArray<KeyValuePair<string, GgufValue>> entries)
    {
        _source = source;
        _values = new Dictionary<string, GgufValue>(entries, StringComparer.Ordinal);
    }

    public GgufValue? Find(string key) => _values.GetValueOrDefault(key);

    public IEnumerable<string> Keys => _values.Keys;

    public GgufException Problem(GgufProblem kind, string key, string text)
    {
        _source.Place = $"metadata key {GgufMetadataReader.Quoted(key)}";
        return _source.Problem(kind, text);
    }

    public string? Text(string key) => Find(key) switch
    {
        null => null,
        GgufText text => text.Value,
        GgufValue other => throw WrongKind(key, other, "a text"),
    };

    public bool? Bool(string key) => Find(key) switch
    {
        null => null,
        GgufBool value => value.Value,
        GgufValue other => throw WrongKind(key, other, "true or false"),
    };

    public double? Float(string key) => Find(key) switch
    {
        null => null,
        GgufFloat value => value.Value,
        GgufInteger value => (double)value.Value,
        GgufValue other => throw WrongKind(key, other, "a number"),
    };

    public long? Integer(string key, long min, long max) => Find(key) switch
    {
        null => null,
        GgufInteger value => InRange(key, value.Value, min, max),
        GgufValue other => throw WrongKind(key, other, "a whole number"),
    };

    public long RequiredInteger(string key, long min, long max) =>
        Integer(key, min, max) ?? throw Problem(
            GgufProblem.InvalidModel, key, "the key is missing; without it llama.cpp cannot load a model");

    /// <summary>One number for all layers or one for each; empty when the key is missing.</summary>
    public ImmutableArray<long> PerLayer(string key, int layers, long min, long max)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case GgufInteger value:
                return [.. Enumerable.Repeat(InRange(key, value.Value, min, max), layers)];
            case GgufArray array when array.Numbers.Length >= layers:
                return [.. array.Numbers.Take(layers).Select(number => InRange(key, number, min, max))];
            case GgufArray array:
                throw Problem(
                    GgufProblem.InvalidModel,
                    key,
                    $"it has {array.Count} values of type {array.ElementType} for {layers} layers");
            case GgufValue other:
                throw WrongKind(key, other, "a whole number, or one for each layer");
        }
    }

    /// <summary>A token id, or null when it is missing or outside the vocabulary (llama.cpp ignores such a one, too).</summary>
    public int? TokenId(string key, int vocabularySize) =>
        Find(key) is GgufInteger { Value: var id } && id >= 0 && id < vocabularySize ? (int)id : null;

    private long InRange(string key, Int128 value, long min, long max) => value >= min && value <= max
        ? (long)value
        : throw Problem(GgufProblem.InvalidModel, key, $"its value is {value}; it must be between {min} and {max}");

    private GgufException WrongKind(string key, GgufValue value, string expected) =>
        Problem(GgufProblem.MalformedMetadata, key, $"it is of type {value.Type}; {expected} is expected");
}
