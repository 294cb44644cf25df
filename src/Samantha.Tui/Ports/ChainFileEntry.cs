namespace Samantha.Tui.Ports;

/// <summary>One chain file or prompt list that is there; nothing of its content.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="FileName">Without its folder.</param>
/// <param name="IsExample">Comes with the program and is not written.</param>
/// <param name="ChangedUtc">When the file was last written.</param>
/// <param name="SizeBytes">Its size.</param>
public sealed record ChainFileEntry(string Path, string FileName, bool IsExample, DateTimeOffset ChangedUtc, long SizeBytes)
{
    /// <summary>A list of prompts in the original program's syntax, without settings.</summary>
    public bool IsPromptList => FileName.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
}
