using System.Collections.Immutable;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// What came of reading a PDF file that a chain names: the text of each page in order, or the problem in words. Notes are
/// sentences about a file that could be read all the same. The caller reads; nothing here touches a disk.
/// </summary>
public sealed record PdfPages(string Source, ImmutableArray<string>? Pages, string? Problem, ImmutableArray<string> Notes)
{
    public static PdfPages Ok(string source, ImmutableArray<string> pages, params ImmutableArray<string> notes) =>
        new(source, pages, null, notes);

    public static PdfPages Failed(string source, string problem) => new(source, null, problem, []);
}
