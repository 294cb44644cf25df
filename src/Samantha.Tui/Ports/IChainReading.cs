using Samantha.Chains.ChainFiles;

namespace Samantha.Tui.Ports;

/// <summary>
/// Reads a chain from a text: HOCON, or the prompt-list syntax when the path ends in .txt. Reads the files that the chain names,
/// so it is for other threads than the UI's. It runs nothing.
/// </summary>
public interface IChainReading
{
    /// <param name="text">The text as it is on screen, saved or not.</param>
    /// <param name="path">Where it lies or will lie: other files are looked for beside it.</param>
    ChainFileResult Read(string text, string path);

    /// <summary>
    /// Only the chain's own text: files and folders that it names are taken for granted and hold nothing. For names and
    /// descriptions in lists. Touches no disk.
    /// </summary>
    ChainFileResult Glance(string text, string path);
}
