using Samantha.Chains.Grammars;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Tests.Grammars;

public class GrammarTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("root ::= \"yes\" | \"no\"")]
    [InlineData("# a remark\nroot ::= item+ # and another\nitem ::= \"- \" [^\\n]+ \"\\n\"\n")]
    [InlineData("root ::=\n  a\n  | b\na ::= (\"x\"\n \"y\"){1,3}\nb ::= [a-z\\]]* \"\\u00e9\" .\n")]
    [InlineData("root ::= \"(\" root? \")\"")]
    public void A_good_grammar_has_no_problem(string grammar) => Assert.Null(GbnfSyntax.FindProblem(grammar));

    [Theory]
    [InlineData("answer ::= \"x\"", "no rule root")]
    [InlineData("root ::= \"x", "line 1, column 10: this text in quotes has no end")]
    [InlineData("root ::= a\nb ::= \"x\"", "line 1, column 10: the rule 'a' is used in 'root'")]
    [InlineData("root ::= (\"a\"", "line 1, column 10: this parenthesis is never closed")]
    [InlineData("root = \"a\"", "line 1, column 6: after the name 'root' comes ::=")]
    [InlineData("root ::= \"a\"\nroot ::= \"b\"", "line 2, column 1: the rule 'root' is there twice")]
    [InlineData("root ::= \"a\" )", "line 1, column 14: ')' does not belong here")]
    [InlineData("root ::= \"\\q\"", "line 1, column 11: this escape is not known")]
    [InlineData("root ::= \"a\"{3,1}", "line 1, column 13: a number of times")]
    [InlineData("root ::= root \"x\"", "'root' begins with itself")]
    [InlineData("root ::= a\na ::= \"x\"? b\nb ::= a", "begins with itself")]
    public void A_mistake_is_told_with_its_place(string grammar, string expected) =>
        Assert.Contains(expected, GbnfSyntax.FindProblem(grammar), StringComparison.Ordinal);

    [Theory]
    [InlineData("{}")]
    [InlineData("true")]
    [InlineData("""{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}, "required": ["b"]}""")]
    [InlineData("""{"type": "array", "items": {"enum": ["x", "y\"z", 3, null]}, "minItems": 1, "maxItems": 3}""")]
    [InlineData("""{"anyOf": [{"type": ["string", "null"], "maxLength": 5}, {"const": {"k": [1]}}]}""")]
    [InlineData("""{"$ref": "#/$defs/n", "$defs": {"n": {"type": "object", "properties": {"next": {"$ref": "#/$defs/n"}}}}}""")]
    public void A_schema_becomes_a_grammar_without_mistakes(string schema)
    {
        Assert.Null(JsonSchemaGrammar.FindProblem(schema));
        Assert.Null(GbnfSyntax.FindProblem(JsonSchemaGrammar.ToGrammar(schema)));
    }

    [Theory]
    [InlineData("{", "not valid JSON (its line 1)")]
    [InlineData("3", "the schema is number, not a schema")]
    [InlineData("""{"type": "text"}""", "/type 'text' is no type")]
    [InlineData("""{"type": "string", "pattern": "a+"}""", "has 'pattern', which a grammar cannot hold to")]
    [InlineData("""{"type": "object", "properties": {"a": {"type": "integer", "minimum": 3}}}""", "/properties/a has 'minimum'")]
    [InlineData("""{"type": "object", "properties": {}, "required": ["a"]}""", "/required names 'a'")]
    [InlineData("""{"$ref": "#/nowhere"}""", "points to #/nowhere, which is not there")]
    [InlineData("""{"type": "string", "minLength": 5, "maxLength": 2}""", "is smaller than minLength")]
    public void A_schema_that_cannot_be_held_to_is_refused_by_name(string schema, string expected)
    {
        Assert.Contains(expected, JsonSchemaGrammar.FindProblem(schema), StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => JsonSchemaGrammar.ToGrammar(schema));
    }

    [Theory]
    [InlineData("#7=-1.5", 7, "", -1.5)]
    [InlineData(" yes=2", null, " yes", 2)]
    [InlineData("a=b=3", null, "a=b", 3)]
    [InlineData("#=1", null, "#", 1)]
    [InlineData("no=-inf", null, "no", double.NegativeInfinity)]
    public void A_weighed_token_is_an_id_or_a_text_with_its_spaces(string written, int? id, string text, double bias)
    {
        Assert.True(LogitBiasEntry.TryParse(written, out var entry));
        Assert.Equal(new LogitBiasEntry(id, text, bias), entry);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("=2")]
    [InlineData("yes=101")]
    [InlineData("yes=NaN")]
    [InlineData("#x=1")]
    public void Anything_else_is_no_weighed_token(string written) =>
        Assert.Contains("TOKEN=BIAS", LogitBiasEntry.FindProblem(written), StringComparison.Ordinal);
}
