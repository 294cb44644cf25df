using Markdig;
using Markdig.Syntax;
using FsCheck;
using FsCheck.Fluent;
using Samantha.Chains.Text;
using Samantha.Exports.MarkdownFiles;
using Samantha.Exports.Tests.Support;

namespace Samantha.Exports.Tests.MarkdownFiles;

/// <summary>The document holds every text in a fence that the text cannot leave.</summary>
public sealed class MarkdownTests
{
    [Fact]
    public void A_document_tells_what_ran_and_how_it_ended()
    {
        var text = Rendered.Text(SampleSession.Create().Source, ExportFormat.Markdown);
        foreach (var part in new[]
        {
            "# Rain of a week\n", "**Stopped.** The output has the line STOP\\_SAMANTHA.", "`20261122-1004-rain-of-a-week-k3f9`",
            "- Base seed: 42\n", "SHA-256 `c0ffee`", "- Fingerprint: `", "## System prompt\n\n```\nYou are a careful analyst.",
            "### L1.M1.R1.P1: samantha\\-mini\n", "214 tokens written, 34 read", "`temperature 0.8`",
            "#### Response\n\n````markdown\n",
            "**Python: exit code 0**", "#### Output\n\n```text\nwettest: 95.0 mm\n```",
            "Previous response: that of L1.M1.R1.P1 with its output.",
            "### L1.M2.R1.P1, attempt 2", "**Failed: engine crashed.** The engine ended with signal 9.",
            "ended by the limit for wall clock", "Output, cut: it printed more than it may", "- rain.png, 11",
        })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Files_are_linked_where_they_are()
    {
        var source = SampleSession.Create().Source with { LinkTo = (step, file) => $"../files/{step.StepId}/{file.Name}" };
        Assert.Contains("- [rain.png](<../files/L1.M1.R1.P1/rain.png>), ", Rendered.Text(source, ExportFormat.Markdown),
            StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_leaves_its_fence()
    {
        var texts = Gen.Elements("`", "```", "~~~", "\n", "\n\n", "    ", "> ", "a", "# ", "````python", "</pre>", "- ", "\t",
            "\\")
            .ListOf().Select(list => string.Concat(list)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(texts, text =>
        {
            var document = Markdown.Parse("before\n\n" + Fence.Block(text, "text") + "\nafter\n");
            Assert.Equal(3, document.Count);
            var fence = Assert.IsType<FencedCodeBlock>(document[1]);
            Assert.Equal(TerminalSanitizer.Sanitize(text).TrimEnd('\n'), fence.Lines.ToString().TrimEnd('\n'));
            return true;
        }));
    }

    [Fact]
    public void No_text_of_a_line_means_anything()
    {
        var texts = Gen.Elements("`", "*", "_", "[", "](x)", "<b>", "\n", "# ", "a", "!", "\\", "|", "~", "&lt;", "1. ", "- ")
            .ListOf().Select(list => string.Concat(list)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(texts, text =>
        {
            var html = Markdown.ToHtml("x" + Fence.Line(text));
            Assert.Equal(("x" + TerminalSanitizer.SanitizeLine(text)).TrimEnd(),
                System.Net.WebUtility.HtmlDecode(html).Replace("<p>", "", StringComparison.Ordinal)
                    .Replace("</p>", "", StringComparison.Ordinal).TrimEnd());
            return true;
        }));
    }

    [Fact]
    public void Nothing_hidden_is_in_a_document()
    {
        const string Hidden = "\u001b[31m\u202E\u0000\u200b\u2028";
        var text = Rendered.Text(new EventScript().Step(EventScript.At(1), Hidden, Hidden).Source, ExportFormat.Markdown);
        Assert.DoesNotContain(text.EnumerateRunes(), rune => TerminalSanitizer.IsForbidden(rune));
    }
}
