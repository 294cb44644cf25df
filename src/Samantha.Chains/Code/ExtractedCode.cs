using System.Collections.Immutable;

namespace Samantha.Chains.Code;

/// <summary>
/// What a response asks to be run: all its Python blocks as one program (empty = none), the lines that were taken out of it
/// (pip calls), and its HTML blocks, which are saved and never run.
/// </summary>
public sealed record ExtractedCode(string Program, ImmutableArray<string> RemovedLines, ImmutableArray<string> HtmlBlocks);
