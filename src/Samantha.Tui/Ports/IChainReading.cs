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
}
