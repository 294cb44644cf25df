using System.Buffers;
using System.Collections.Immutable;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Samantha.Chains.Code;

/// <summary>
/// Reads the fenced blocks of a response with Markdig's block parsers, in linear time whatever the text is. Inline marks are
/// never looked at. It knows nothing of what the program does.
/// </summary>
internal static class MarkdownCode
{
    private static readonly MarkdownPipeline s_blocksOnly = CreatePipeline();

    /// <summary>What ends a tag in an info string: <c>{.python}</c>, <c>python:main.py</c>, <c>python title="x"</c>.</summary>
    private static readonly SearchValues<char> s_tagEnds = SearchValues.Create(" \t,:;}{=");

    private enum Kind
    {
        Other,
        Python,
        Html,
    }

    public static ExtractedCode? Extract(string response, bool isComplete)
    {
        if (response.Length > CodeExtraction.ResponseCharactersMax || !HasFence(response))
        {
            return null;
        }

        var nul = response.Contains('\0', StringComparison.Ordinal) ? StandInFor(response) : '\0';
        var document = Markdown.Parse(nul == '\0' ? response : response.Replace('\0', nul), s_blocksOnly);
        var cut = isComplete ? null : UnclosedLast(document);
        var programs = new List<string>();
        var removed = ImmutableArray.CreateBuilder<string>();
        var pages = ImmutableArray.CreateBuilder<string>();
        foreach (var block in document.Descendants<FencedCodeBlock>().Where(block => block != cut))
        {
            var kind = KindOf(block.Info);
            if (kind == Kind.Python)
            {
                programs.Add(PipLines.Remove(Lines(block, nul), removed));
            }
            else if (kind == Kind.Html)
            {
                pages.Add(string.Join('\n', Lines(block, nul)));
            }
        }

        var program = string.Join("\n\n", programs.Where(text => !string.IsNullOrWhiteSpace(text)));
        pages.RemoveAll(string.IsNullOrWhiteSpace);
        return program.Length == 0 && removed.Count == 0 && pages.Count == 0
            ? null
            : new ExtractedCode(program, removed.ToImmutable(), pages.ToImmutable());
    }

    private static bool HasFence(string response) =>
        response.Contains("```", StringComparison.Ordinal) || response.Contains("~~~", StringComparison.Ordinal);

    private static Kind KindOf(string? info)
    {
        var tag = (info ?? "").AsSpan().TrimStart("{.").Trim();
        var end = tag.IndexOfAny(s_tagEnds);
        tag = end < 0 ? tag : tag[..end];
        return tag.Equals("python", StringComparison.OrdinalIgnoreCase) || tag.Equals("py", StringComparison.OrdinalIgnoreCase)
            || tag.Equals("python3", StringComparison.OrdinalIgnoreCase) ? Kind.Python
            : tag.Equals("html", StringComparison.OrdinalIgnoreCase) ? Kind.Html
            : Kind.Other;
    }

    // A block that its list or quotation ended is complete; one that only the end of the text ended is not.
    private static FencedCodeBlock? UnclosedLast(MarkdownDocument document)
    {
        Block? last = document;
        while (last is ContainerBlock container)
        {
            last = container.LastChild;
        }

        return last is FencedCodeBlock { ClosingFencedCharCount: 0 } fence ? fence : null;
    }

    // Markdig reads NUL as U+FFFD. A program has what the model wrote, so another sign stands for it meanwhile.
    private static char StandInFor(string response)
    {
        var sign = '\uE000';
        while (response.Contains(sign, StringComparison.Ordinal) && sign < '\uF8FF')
        {
            sign++;
        }

        return sign;
    }

    private static List<string> Lines(FencedCodeBlock block, char nul)
    {
        var lines = new List<string>(block.Lines.Count);
        for (var index = 0; index < block.Lines.Count; index++)
        {
            var line = block.Lines.Lines[index].Slice.ToString();
            lines.Add(nul == '\0' ? line : line.Replace(nul, '\0'));
        }

        return lines;
    }

    private static MarkdownPipeline CreatePipeline()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.InlineParsers.Clear();
        builder.BlockParsers.Replace<QuoteBlockParser>(new ShallowQuotes());
        builder.BlockParsers.Replace<ListBlockParser>(new ShallowLists());
        builder.BlockParsers.Replace<ParagraphBlockParser>(new PlainParagraphs());
        return builder.Build();
    }

    // Markdig's time grows with the depth of each line, and from some depth on it gives up. What is nested deeper than anybody
    // reads is plain text here.
    private static bool IsDeep(BlockProcessor processor)
    {
        const int DepthMax = 40;
        var depth = 0;
        for (Block? block = processor.CurrentContainer; block is not null; block = block.Parent)
        {
            depth++;
        }

        return depth > DepthMax;
    }

    private sealed class ShallowQuotes : QuoteBlockParser
    {
        public override BlockState TryOpen(BlockProcessor processor) =>
            IsDeep(processor) ? BlockState.None : base.TryOpen(processor);
    }

    private sealed class ShallowLists : ListBlockParser
    {
        public override BlockState TryOpen(BlockProcessor processor) =>
            IsDeep(processor) ? BlockState.None : base.TryOpen(processor);
    }

    // Headings under a line and link definitions are never asked for, and looking for them takes quadratic time.
    private sealed class PlainParagraphs : ParagraphBlockParser
    {
        public PlainParagraphs() => ParseSetextHeadings = false;

        public override bool Close(BlockProcessor processor, Block block) => true;
    }
}
