using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Samantha.Chains.Grammars;

/// <summary>
/// The rules of one schema, written as they are met. A rule has a number for a name; what is referred to gets its rule once, so
/// that a schema may refer to itself.
/// </summary>
internal sealed class JsonSchemaRules(JsonElement root)
{
    private const int RepeatMax = 1_000;

    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> s_remarks =
    [
        "$schema", "$id", "$comment", "$defs", "definitions", "title", "description", "default", "examples", "deprecated",
        "readOnly", "writeOnly",
    ];

    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _references = [];
    private int _rules;

    public string Text => _text.ToString();

    /// <summary>The name of the rule for a schema; the path says where it stands, for messages.</summary>
    public string RuleOf(JsonElement schema, string path)
    {
        if (schema.ValueKind == JsonValueKind.True)
        {
            return "value";
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw Problem(path, $"is {schema.ValueKind.ToString().ToLowerInvariant()}, not a schema ({{ … }} or true)");
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Referred(reference, path);
        }

        var alternatives = One(schema, path, "enum") is { } list
            ? Values(list, path + "/enum")
            : schema.TryGetProperty("const", out var only)
                ? [Value(only)]
                : One(schema, path, "anyOf") is { } any
                    ? Each(any, path + "/anyOf")
                    : One(schema, path, "oneOf") is { } one ? Each(one, path + "/oneOf") : Types(schema, path);
        return Rule(string.Join(" | ", alternatives));
    }

    private List<string> Types(JsonElement schema, string path)
    {
        Refuse(schema, path);
        if (!schema.TryGetProperty("type", out var type))
        {
            return
            [
                schema.TryGetProperty("properties", out _) ? ObjectOf(schema, path)
                : schema.TryGetProperty("items", out _) ? ArrayOf(schema, path) : "value",
            ];
        }

        return type.ValueKind switch
        {
            JsonValueKind.String => [OfType(type.GetString()!, schema, path)],
            JsonValueKind.Array when type.GetArrayLength() > 0 && type.EnumerateArray().All(t => t.ValueKind == JsonValueKind.String) =>
                [.. type.EnumerateArray().Select(t => OfType(t.GetString()!, schema, path))],
            _ => throw Problem(path + "/type", "must be the name of a type or a list of them"),
        };
    }

    private string OfType(string type, JsonElement schema, string path) => type switch
    {
        "object" => ObjectOf(schema, path),
        "array" => ArrayOf(schema, path),
        "string" => StringOf(schema, path),
        "integer" or "number" or "boolean" or "null" => type,
        _ => throw Problem(path + "/type", $"'{type}' is no type (string, number, integer, boolean, null, object or array)"),
    };

    private static string StringOf(JsonElement schema, string path) =>
        schema.TryGetProperty("minLength", out _) || schema.TryGetProperty("maxLength", out _)
            ? $"\"\\\"\" char{Repeat(schema, path, "minLength", "maxLength")} \"\\\"\""
            : "string";

    private string ArrayOf(JsonElement schema, string path)
    {
        var item = schema.TryGetProperty("items", out var items) ? RuleOf(items, path + "/items") : "value";
        var (min, max) = Bounds(schema, path, "minItems", "maxItems");
        if (max == 0)
        {
            return "\"[\" ws \"]\"";
        }

        var more = string.Create(CultureInfo.InvariantCulture, $"{{{Math.Max(0, min - 1)},{(max is null ? "" : max - 1)}}}");
        var list = $"{item} (ws \",\" ws {item}){more}";
        return $"\"[\" ws {(min == 0 ? $"({list})?" : list)} ws \"]\"";
    }

    private string ObjectOf(JsonElement schema, string path)
    {
        var required = new HashSet<string>(
            One(schema, path, "required")?.EnumerateArray().Select(name => name.ToString()) ?? []);
        var members = new List<(string Rule, bool IsRequired)>();
        if (schema.TryGetProperty("properties", out var properties))
        {
            if (properties.ValueKind != JsonValueKind.Object)
            {
                throw Problem(path + "/properties", "must be a block of names with schemas");
            }

            foreach (var property in properties.EnumerateObject())
            {
                var value = RuleOf(property.Value, $"{path}/properties/{property.Name}");
                var name = JsonSchemaGrammar.Literal(JsonSerializer.Serialize(property.Name, s_plain));
                members.Add((Rule($"{name} ws \":\" ws {value}"), required.Remove(property.Name)));
            }
        }

        if (required.Count > 0)
        {
            throw Problem(path + "/required", $"names '{required.First()}', which is not among the properties");
        }

        var additional = Additional(schema, path, members.Count == 0);
        return $"\"{{\" ws {Members(members, additional)} ws \"}}\"";
    }

    // From the last property to the first: a rule for "what may follow here", once when something stands before it (then with a
    // comma) and once when nothing does.
    private string Members(List<(string Rule, bool IsRequired)> members, string? additional)
    {
        var first = additional is null ? "\"\"" : $"({additional} (ws \",\" ws {additional})*)?";
        var later = additional is null ? "\"\"" : $"(ws \",\" ws {additional})*";
        foreach (var (rule, isRequired) in Enumerable.Reverse(members))
        {
            var laterRule = Rule(later);
            var firstHere = $"{rule} {laterRule}";
            var laterHere = $"ws \",\" ws {rule} {laterRule}";
            first = isRequired ? firstHere : $"{firstHere} | {Rule(first)}";
            later = isRequired ? laterHere : $"{laterHere} | {laterRule}";
        }

        return Rule(first);
    }

    private string? Additional(JsonElement schema, string path, bool isOpen)
    {
        if (!schema.TryGetProperty("additionalProperties", out var additional))
        {
            return isOpen ? "member" : null;
        }

        return additional.ValueKind == JsonValueKind.False
            ? null
            : Rule($"string ws \":\" ws {RuleOf(additional, path + "/additionalProperties")}");
    }

    private string Referred(JsonElement reference, string path)
    {
        var target = reference.ValueKind == JsonValueKind.String ? reference.GetString()! : "";
        if (target == "#")
        {
            target = "#/";
        }

        if (!target.StartsWith("#/", StringComparison.Ordinal))
        {
            throw Problem(path + "/$ref", "must point into the same schema, as #/$defs/NAME does");
        }

        if (_references.TryGetValue(target, out var known))
        {
            return known;
        }

        var at = root;
        foreach (var part in target[2..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                throw Problem(path + "/$ref", $"points to {target}, which is not there");
            }
        }

        // The name is known before the rule is written: what is referred to may refer to itself.
        var rule = NewName();
        _references[target] = rule;
        Write(rule, RuleOf(at, target[1..]));
        return rule;
    }

    private List<string> Each(JsonElement list, string path) =>
        [.. list.EnumerateArray().Select((schema, index) => RuleOf(schema, $"{path}/{index}"))];

    private static List<string> Values(JsonElement list, string path) => list.GetArrayLength() == 0
        ? throw Problem(path, "has no value")
        : [.. list.EnumerateArray().Select(Value)];

    private static string Value(JsonElement value) => JsonSchemaGrammar.Literal(JsonSerializer.Serialize(value, s_plain));

    private static JsonElement? One(JsonElement schema, string path, string name) =>
        !schema.TryGetProperty(name, out var list) ? null
        : list.ValueKind == JsonValueKind.Array ? list : throw Problem($"{path}/{name}", "must be a list");

    private static string Repeat(JsonElement schema, string path, string minName, string maxName)
    {
        var (min, max) = Bounds(schema, path, minName, maxName);
        return string.Create(CultureInfo.InvariantCulture, $"{{{min},{max}}}");
    }

    private static (int Min, int? Max) Bounds(JsonElement schema, string path, string minName, string maxName)
    {
        var min = Bound(schema, path, minName) ?? 0;
        var max = Bound(schema, path, maxName);
        return max < min ? throw Problem($"{path}/{maxName}", $"is smaller than {minName}") : (min, max);
    }

    private static int? Bound(JsonElement schema, string path, string name) =>
        !schema.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is >= 0 and <= RepeatMax ? number
        : throw Problem($"{path}/{name}", $"must be a whole number from 0 to {RepeatMax}");

    private static void Refuse(JsonElement schema, string path)
    {
        foreach (var member in schema.EnumerateObject())
        {
            if (!s_remarks.Contains(member.Name) && member.Name is not ("type" or "properties" or "required" or "items" or "minItems"
                or "maxItems" or "minLength" or "maxLength" or "additionalProperties"))
            {
                throw Problem(path, $"has '{member.Name}', which a grammar cannot hold to; leave it out or write a grammar");
            }
        }
    }

    private string Rule(string body)
    {
        var name = NewName();
        Write(name, body);
        return name;
    }

    private void Write(string name, string body) => _text.Append(name).Append(" ::= ").Append(body).Append('\n');

    private string NewName() => ++_rules <= JsonSchemaGrammar.RulesMax
        ? "r" + _rules.ToString(CultureInfo.InvariantCulture)
        : throw new JsonSchemaException($"json_schema needs more than {JsonSchemaGrammar.RulesMax} rules; make it smaller.");

    private static JsonSchemaException Problem(string path, string what) =>
        new($"json_schema cannot be used: {(path.Length == 0 ? "the schema" : path)} {what}.");
}
