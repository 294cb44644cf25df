namespace Samantha.Chains.Grammars;

/// <summary>A JSON schema that cannot become a grammar; the message says what and where.</summary>
internal sealed class JsonSchemaException(string message) : Exception(message);
