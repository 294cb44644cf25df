using System.Collections.Immutable;
using FsCheck.Fluent;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Documents;
using Samantha.Chains.Prompts;
using Samantha.Chains.Tests.Sessions;

namespace Samantha.Chains.Tests.Documents;

public class PdfPromptTests
{
    private static string[] Texts(PdfSettings settings, params string[] pages) =>
        [.. PdfPrompts.Build([.. pages], settings, "a.pdf").Items.Select(item => item.Text)];

    private static ChainFileResult Read(string settings, PdfPages pages) => ChainFileReader.Read(
        $"chain {{ models = [m]\nprompts-pdf = \"a.pdf\"\n{settings}\n}}", "c",
        new ChainFileSources((name, _) => FileText.Failed(name, "no"), (_, layout) =>
            layout ? pages with { Pages = ["with  layout"] } : pages));

    [Fact]
    public void As_the_original_every_page_is_a_prompt_on_one_line_and_a_final_prompt_joins_the_answers()
    {
        var list = PdfPrompts.Build(["One\ntwo  three\f", "  Four "], PdfSettings.Default, "a.pdf");

        Assert.Equal(
            [
                PdfPrompts.BeforePage + "\n\nPage 1 of 2: One two three", PdfPrompts.BeforePage + "\n\nPage 2 of 2: Four",
                PdfPrompts.AfterPages + "\n\nfull_text",
            ],
            list.Items.Select(item => item.Text));
        Assert.Equal([1, 2, 3], list.Items.Select(item => item.Number));
        Assert.True(list.Items[2] is { Kind: PromptKind.Final, UsesFullText: true });
        Assert.Empty(list.Diagnostics);
    }

    [Fact]
    public void The_joining_prompt_gets_the_summaries()
    {
        var chain = TestChains.Of("m", "x") with { Prompts = PdfPrompts.Build(["a", "b"], PdfSettings.Default, "a.pdf") };
        var session = new SimulatedSession { Responding = run => $"S{run.Step.Position.Prompt}" }.Started(chain).Run();

        Assert.Equal(PdfPrompts.AfterPages + "\n\nS1\n\nS2",
            session.Events.OfType<Samantha.Chains.Sessions.StepStarted>().Last().Prompt);
    }

    [Fact]
    public void As_the_original_a_whole_document_is_one_prompt() =>
        Assert.Equal(
            [PdfPrompts.BeforeDocument + "\n\nPage 1 of 2: a\n\nPage 2 of 2: b"],
            Texts(PdfSettings.Default with { Mode = PdfMode.Full }, "a", "b"));

    [Fact]
    public void All_texts_can_be_set_or_left_out()
    {
        Assert.Equal(["B\n\n1/1 x", "A\n\nfull_text"],
            Texts(new PdfSettings(Before: "B", After: "A", PagePrompt: "{page}/{pages} {text}"), "x"));
        Assert.Equal(["x"], Texts(new PdfSettings(Before: "", After: "", PagePrompt: "{text}"), "x"));
        Assert.Equal(["B\n\nx\n\nA"], Texts(new PdfSettings(PdfMode.Full, Before: "B", After: "A", PagePrompt: "{text}"), "x"));
    }

    [Fact]
    public void With_layout_the_lines_of_a_page_stay() =>
        Assert.Equal(["Page 1 of 1: a   b\n  c"],
            Texts(new PdfSettings(KeepLayout: true, Before: "", After: ""), "a   b\r\n  c\n\f"));

    [Fact]
    public void Words_divided_by_a_soft_hyphen_are_joined() =>
        Assert.Equal(["Page 1 of 1: Zusammenfassung"], Texts(new PdfSettings(Before: "", After: ""), "Zusammen\u00AD\nfassung"));

    [Fact]
    public void Repaired_no_sign_in_a_document_is_syntax() =>
        Properties.Hold(
            Properties.TextsOf(
                30, "[a]", "[[b]]", "{top_k=1}", "$$$", "---", "\\", "full_text", "partial_text", "{page}", "{text}", "[", "}",
                "x"),
            text => text.Length == 0 || Texts(new PdfSettings(Before: "", After: ""), text) is [var prompt]
                && prompt == "Page 1 of 1: " + text
                && PdfPrompts.Build([text], new PdfSettings(Before: "", After: ""), "a").Items[0] is
                    { UsesFullText: false, UsesPartialText: false, Overrides.IsNone: true, Kind: PromptKind.Ordinary });

    [Fact]
    public void An_empty_page_is_left_out_with_a_warning_and_the_others_keep_their_numbers()
    {
        var list = PdfPrompts.Build(["a", " \f", "c"], new PdfSettings(Before: "", After: ""), "a.pdf");

        Assert.Equal(["Page 1 of 3: a", "Page 3 of 3: c"], list.Items.Select(item => item.Text));
        Assert.Contains("Page 2 has no text", Assert.Single(list.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PdfMode.Pages)]
    [InlineData(PdfMode.Full)]
    public void A_document_without_text_is_an_error_that_speaks_of_scans(PdfMode mode)
    {
        var list = PdfPrompts.Build(["\f", " "], new PdfSettings(mode), "a.pdf");

        Assert.Empty(list.Items);
        Assert.Contains("scanned", Assert.Single(list.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_is_too_large_is_an_error() =>
        Assert.True(PdfPrompts.Build(
            [new string('x', PromptListParser.TextCharactersMax + 1)], PdfSettings.Default, "a").HasErrors);

    [Fact]
    public void A_chain_file_names_a_document_and_how_it_is_read_wherever_that_stands()
    {
        var pages = PdfPages.Ok("a.pdf", ["p1", "p2"]);
        var chain = Read("pdf { mode = full, before = \"B\", page-prompt = \"{text}\" }", pages).Chain!;
        var layout = Read("pdf { layout = on, before = \"\", after = \"\" }", PdfPages.Ok("a.pdf", ["p1"])).Chain!;

        Assert.Equal("B\n\np1\n\np2", Assert.Single(chain.Prompts.Items).Text);
        Assert.Equal("Page 1 of 1: with  layout", Assert.Single(layout.Prompts.Items).Text);
    }

    [Fact]
    public void Notes_about_a_document_are_warnings_at_its_place()
    {
        var found = Assert.Single(Read("", PdfPages.Ok("a.pdf", ["x"], "Its author does not allow copying.")).Diagnostics);

        Assert.Equal((2, 15, false), (found.Line, found.Column, found.IsError));
        Assert.Contains("does not allow copying", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "'a.pdf' cannot be read: It needs a password.", 15)]
    [InlineData("pdf { mode = chapters }", "mode must be pages or full", 14)]
    [InlineData("pdf { page-prompt = \"Page\" }", "a text with {text} in it", 21)]
    [InlineData("pdf { befor = x }", "Did you mean before?", 15)]
    public void A_mistake_is_an_error_with_its_place(string settings, string part, int column)
    {
        var pages = settings.Length == 0 ? PdfPages.Failed("a.pdf", "It needs a password.") : PdfPages.Ok("a.pdf", ["x"]);
        var error = Assert.Single(Read(settings, pages).Diagnostics, found => found.IsError);

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal(column, error.Column);
    }

    [Fact]
    public void A_pdf_block_without_a_document_is_a_warning() =>
        Assert.Contains(
            ChainFileReader.Read(
                "chain { models = [m], prompts = [p], pdf { mode = full } }", "c", name => FileText.Failed(name, "no")).Diagnostics,
            found => !found.IsError && found.Message.Contains("pdf has no effect", StringComparison.Ordinal));
}
