using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;

namespace Samantha.Chains.Code;

/// <summary>
/// Finds what a response asks to be run. Fences are found by a Markdown parser. It only reads text: nothing is run, saved or
/// changed here.
/// </summary>
public static class CodeExtraction
{
    /// <summary>
    /// More than the largest context window can bring out; a longer text counts as one without code, so that time and memory
    /// have a bound.
    /// </summary>
    public const int ResponseCharactersMax = 4 * 1024 * 1024;

    /// <summary>
    /// What ResponseCommitted records for a response: null when the chain does not run code, or the response was skipped,
    /// interrupted, cut or rejected, or has no code.
    /// </summary>
    public static ExtractedCode? For(ChainDefinition chain, string response, ResponseStopReason stopReason) =>
        !chain.RunCode || stopReason is ResponseStopReason.SkippedByUser or ResponseStopReason.Interrupted
            or ResponseStopReason.CutByDetector or ResponseStopReason.RejectedByDetector
            ? null
            : Extract(response, stopReason is ResponseStopReason.EndOfTurn or ResponseStopReason.StopWord);

    /// <summary>
    /// The Python of all its blocks as one program, its pip lines apart, and its HTML blocks; null when there is nothing of
    /// that. IsComplete = the model ended the response itself: only then an unclosed last block counts.
    /// </summary>
    public static ExtractedCode? Extract(string response, bool isComplete) => MarkdownCode.Extract(response, isComplete);
}
