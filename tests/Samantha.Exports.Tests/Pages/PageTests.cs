using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Exports.Pages;
using Samantha.Exports.Pages.Responses;
using Samantha.Exports.Tests.Support;

namespace Samantha.Exports.Tests.Pages;

/// <summary>What is on the page, and where.</summary>
public sealed class PageTests
{
    [Fact]
    public void The_page_has_a_row_and_an_anchor_for_each_attempt()
    {
        var page = PageRules.Check(Rendered.Text(SampleSession.Create().Source, ExportFormat.Html));
        string[] anchors = ["L1.M1.R1.P1", "L1.M1.R1.P2", "L1.M2.R1.P1", "L1.M2.R1.P1.A2", "L1.M2.R1.P2"];
        Assert.Equal(anchors, page.Of("article").Select(step => step["id"]));
        Assert.All(anchors, anchor => Assert.Contains(page.Of("a"), link => link["href"] == "#" + anchor));
        var bars = page.Of("span").Select(span => span["class"]).Where(name => name?.StartsWith("bar ",
            StringComparison.Ordinal) == true);
        Assert.Equal(["bar w50", "bar w44", "bar w8", "bar w7"], bars);
    }

    [Fact]
    public void The_page_tells_how_the_session_ended_and_how_each_step_did()
    {
        var text = new HtmlPage(Rendered.Text(SampleSession.Create().Source, ExportFormat.Html)).Text;
        foreach (var part in new[]
        {
            "Stopped. The output has the line STOP_SAMANTHA. (stop rule output-line)", "cut off at max_tokens",
            "failed, tried again",
            "engine crashed The engine ended with signal 9.", "ended by the limit for wall clock",
            "The program was ended after 60 seconds.",
            "It printed more than it may", "with its output", "pip install matplotlib", "wettest: 95.0 mm", "42.0 tokens/s",
            "Settings of the session", "Base seed42", "samantha-mini: SHA-256 c0ffee", "temperature0.8", "(javascript:document",
            "a picture from far away",
        })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Only_the_style_of_the_page_is_in_force()
    {
        var html = Rendered.Text(SampleSession.Create().Source, ExportFormat.Html);
        var policy = new HtmlPage(html).Of("meta").Single(meta => meta["http-equiv"] is not null)["content"]!;
        var style = html[(html.IndexOf("<style>", StringComparison.Ordinal) + 7)..html.IndexOf("</style>",
            StringComparison.Ordinal)];
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256
            .HashData(System.Text.Encoding.UTF8.GetBytes(style)));
        Assert.Equal($"default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'",
            policy);
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_are_inside_the_page_and_other_files_beside_it()
    {
        var source = SampleSession.Create().Source with { LinkTo = (step, file) => $"files/{step.StepId}/{file.Name}" };
        var page = PageRules.Check(Rendered.Text(source, ExportFormat.Html));
        var picture = Assert.Single(page.Of("img"));
        Assert.Equal("data:image/png;base64," + Convert.ToBase64String(Pictures.BarChart()), picture["src"]);
        Assert.Equal(("640", "320"), (picture["width"], picture["height"]));
        Assert.Contains(page.Of("a"), link => link["href"] == "files/L1.M1.R1.P1/page.html");
        Assert.Contains("page written by a model, 13 B", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<h1>Rain</h1>", Rendered.Text(source, ExportFormat.Html), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.png", "not a picture", "not a picture that can be shown")]
    [InlineData("a.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", null)]
    [InlineData("a.svg", "alert(1)", "not a picture that can be shown")]
    [InlineData("a.gif", "GIF89a\u0001\u0000\u0001\u0000 and more", null)]
    [InlineData("a.gif", "GIF89a\u00ff\u00ff\u00ff\u00ff and more", "not a picture that can be shown")]
    [InlineData("a.html.png", "<html><script>alert(1)</script>", "not a picture that can be shown")]
    public void A_picture_is_one_by_its_content(string name, string content, string? problem)
    {
        var page = PageRules.Check(Rendered.Text(
            WithFiles((name, [.. content.Select(c => (byte)c)])).Source, ExportFormat.Html));
        Assert.Equal(problem is null ? 1 : 0, page.Of("img").Count());
        Assert.Contains(problem ?? name, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_beyond_the_limits_are_named_with_their_size()
    {
        var chart = Pictures.BarChart();
        var large = WithFiles(("large.png", [.. chart, .. new byte[PictureReader.PictureBytesMax]]));
        Assert.Contains("large.png 8.0 MB, too large to be shown here", new HtmlPage(
            Rendered.Text(large.Source, ExportFormat.Html)).Text, StringComparison.Ordinal);
        byte[] seven = [.. chart, .. new byte[7_000_000]];
        var many = WithFiles([.. Enumerable.Range(1, 9).Select(i => ($"p{i}.png", seven))]);
        var page = new HtmlPage(Rendered.Text(many.Source, ExportFormat.Html));
        Assert.Equal(8, page.Of("img").Count());
        Assert.Contains("p9.png 7.0 MB, not shown: this page has enough pictures", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_has_changed_since_is_not_shown_and_told()
    {
        var script = WithFiles(("a.png", Pictures.BarChart()));
        script.Replace("L1.M1.R1.P1/a.png", Pictures.BarChart(320, 200));
        var (html, result) = Rendered.Write(script.Source, ExportFormat.Html);
        Assert.Empty(new HtmlPage(html).Of("img"));
        Assert.Equal("L1.M1.R1.P1/a.png", Assert.Single(result.MissingFiles));
    }

    [Fact]
    public void A_running_session_shows_what_there_is_so_far()
    {
        var at = EventScript.At(1);
        var source = new EventScript().Begin(at, "Hello").Source with
        {
            IsRunning = true, Unfinished = () => new UnfinishedResponse(at, 1, "It was a dark", 4),
        };
        var text = PageRules.Check(Rendered.Text(source, ExportFormat.Html)).Text;
        Assert.Contains("Running. This is what there was so far.", text, StringComparison.Ordinal);
        Assert.Contains("It was a dark", text, StringComparison.Ordinal);
        Assert.Contains("unfinished", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_grows_while_the_page_is_written_does_not_break_it()
    {
        var whole = new EventScript().Step(EventScript.At(1), "a", "one").Step(EventScript.At(2), "b", "two").Source;
        var reads = 0;
        var source = whole with { Records = () => reads++ == 0 ? whole.Records().Take(3) : whole.Records() };
        var page = new HtmlPage(Rendered.Text(source, ExportFormat.Html));
        Assert.Equal("L1.M1.R1.P1", Assert.Single(page.Of("article"))["id"]);
    }

    [Fact]
    public void Many_steps_stand_behind_a_summary_line()
    {
        var script = new EventScript();
        for (var prompt = 1; prompt <= 60; prompt++)
        {
            script.Step(new StepPosition(1, 1, 1, prompt), "p", "r");
        }

        Assert.Contains("All 60 steps", new HtmlPage(Rendered.Text(script.Source, ExportFormat.Html)).Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.org/a?b=c&d#e", true)]
    [InlineData("HTTP://example.org", true)]
    [InlineData("mailto:someone@example.org", true)]
    [InlineData("https://", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData(" https://example.org", false)]
    [InlineData("https:example.org", false)]
    [InlineData("https://example.org/\u202Etxt.exe", false)]
    [InlineData("data:image/png;base64,AAAA", false)]
    [InlineData("ftp://example.org", false)]
    [InlineData("#top", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Links_are_whole_addresses_of_three_kinds(string? url, bool isAllowed) =>
        Assert.Equal(isAllowed, LinkPolicy.IsAllowed(url));

    [Theory]
    [InlineData("see https://example.org/x", "https://example.org/x")]
    [InlineData("[x](https://example.org/a%20b \"title\")", "https://example.org/a%20b")]
    [InlineData("![x](https://example.org/p.png)", "https://example.org/p.png")]
    [InlineData("<someone@example.org>", "mailto:someone@example.org")]
    public void Allowed_links_are_links(string response, string href) =>
        Assert.Contains(PageRules.Check(Rendered.Page(response)).Of("a"), link => link["href"] == href);

    [Fact]
    public void Markdown_is_rendered()
    {
        var html = ResponseHtml.Render("# A\n\n- [x] b\n\n| c |\n|--:|\n| d |\n\n~~e~~ **f**\ng\n\n```rust\nlet x;\n```");
        foreach (var part in new[]
        {
            "<h4 class=\"r1\">A</h4>", "checked=\"checked\"", "<td class=\"right\">d</td>", "<del>e</del>",
            "<strong>f</strong><br />",
            "<span class=\"lang\">rust</span><pre><code>let x;</code></pre>",
        })
        {
            Assert.Contains(part, html, StringComparison.Ordinal);
        }
    }

    private static EventScript WithFiles(params (string Name, byte[] Content)[] files) => new EventScript()
        .Begin(EventScript.At(1), "Go")
        .Answer(EventScript.At(1), "ok", ResponseStopReason.EndOfTurn, code: new ExtractedCode("x = 1", [], []))
        .Ran(EventScript.At(1), EventScript.Exited(""), files);
}
