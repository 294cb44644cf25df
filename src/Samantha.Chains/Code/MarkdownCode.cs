using System.Collections.Immutable;
using System.Text;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Samantha.Chains.Code;

/// <summary>Reads the fenced blocks of a response with Markdig's block parsers. Inline marks are never looked at.</summary>
internal static class MarkdownCode
{
    public static ExtractedCode? Extract(string response, bool isComplete) => null;
}
