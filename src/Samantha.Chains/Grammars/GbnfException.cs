namespace Samantha.Chains.Grammars;

/// <summary>A grammar that cannot be read; the message says what and where.</summary>
internal sealed class GbnfException(string message) : Exception(message);
