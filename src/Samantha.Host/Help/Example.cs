namespace Samantha.Host.Help;

/// <summary>A command to try, and what it does in a few words.</summary>
internal sealed record Example(string Command, string Meaning);
