using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Samantha.Chains.Grammars;

/// <summary>
/// Turns a JSON schema into a grammar in GBNF, so that a response is a JSON value that the schema allows. Pure. A keyword that a
/// grammar cannot hold to (a pattern, a smallest number) is refused by name instead of being ignored. Without
/// additionalProperties an object has only the properties that are named, in their order.
/// </summary>
public static class JsonSchemaGrammar
{
    internal const int DepthMax = 64;
    internal const int RulesMax = 2_000;

    private const string Base = """
        ws ::= (" " | "\n" " "{0,8})?
        char ::= [^"\\\x7F\x00-\x1F] | "\\" (["\\/bfnrt] | "u" [0-9a-fA-F]{4})
        string ::= "\"" char* "\""
        integer ::= "-"? ("0" | [1-9] [0-9]{0,15})
        number ::= integer ("." [0-9]{1,16})? ([eE] [-+]? [0-9]{1,3})?
        boolean ::= "true" | "false"
        null ::= "null"
        member ::= string ws ":" ws value
        object ::= "{" ws (member (ws "," ws member)*)? ws "}"
        array ::= "[" ws (value (ws "," ws value)*)? ws "]"
        value ::= object | array | string | number | boolean | null

        """;

    /// <summary>A sentence that says why the schema cannot be used, or null. An empty text is no schema.</summary>
    public static string? FindProblem(string schema)
    {
        try
        {
            _ = schema.Trim().Length == 0 ? "" : Convert(schema);
            return null;
        }
        catch (JsonSchemaException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>The grammar, with the rule <c>root</c>.</summary>
    /// <exception cref="FormatException">The text is no JSON, or a schema that no grammar can hold to; the message says where.
    /// </exception>
    public static string ToGrammar(string schema)
    {
        try
        {
            return Convert(schema);
        }
        catch (JsonSchemaException problem)
        {
            throw new FormatException(problem.Message, problem);
        }
    }

    private static string Convert(string schema)
    {
        try
        {
            using var document = JsonDocument.Parse(schema, new JsonDocumentOptions { MaxDepth = DepthMax });
            var rules = new JsonSchemaRules(document.RootElement);
            return $"root ::= {rules.RuleOf(document.RootElement, "")}\n{Base}{rules.Text}";
        }
        catch (JsonException exception)
        {
            var line = ((exception.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            throw new JsonSchemaException($"json_schema is not valid JSON (its line {line}): {exception.Message}");
        }
    }

    /// <summary>A text as a literal of a grammar.</summary>
    internal static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' or '\\' => literal.Append('\\').Append(character),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                '\t' => literal.Append("\\t"),
                < ' ' or '\x7f' => literal.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:X2}"),
                _ => literal.Append(character),
            };
        }

        return literal.Append('"').ToString();
    }
}
