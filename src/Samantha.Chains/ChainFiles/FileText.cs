namespace Samantha.Chains.ChainFiles;

/// <summary>
/// What came of reading a file that a chain names: its text, or the problem in words. Source is the name for messages. The
/// caller reads the file, relative to the chain file; nothing here touches a disk.
/// </summary>
public sealed record FileText(string Source, string? Text, string? Problem)
{
    public static FileText Ok(string source, string text) => new(source, text, null);

    public static FileText Failed(string source, string problem) => new(source, null, problem);
}
