using FsCheck;
using FsCheck.Fluent;
using Samantha.Chains.Code;
using Samantha.Chains.Sessions;
using Samantha.Exports.Tests.Support;

namespace Samantha.Exports.Tests.Pages;

/// <summary>Whatever a model, a program or a chain's author wrote: the page holds it as text.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] s_attacks =
    [
        "<script>alert(1)</script>", "</pre><script>alert(1)</script>", "</style><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<a href='javascript:alert(1)'>x</a>", "<!-- --><script>alert(1)</script>", "<![CDATA[ ]]><b>", "]]><script>",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x]( javascript:alert(1))", "[x](<java\tscript:alert(1)>)",
        "[x](&#106;avascript:alert(1))", "[x](&#x6A;avascript&colon;alert(1))", "[x](javascript&#58;alert(1))",
        "[x](java&#x0A;script:alert(1))", "[x](&#1;javascript:alert(1))", "[x](\u0001javascript:alert(1))",
        "[x](\\javascript:alert(1))", "[x](vbscript:x)", "[x](data:text/html,<script>alert(1)</script>)",
        "[x](file:///etc/passwd)",
        "[x](//example.org/y)", "[x](/etc/passwd)", "[x](..\\..\\x)", "[x](#steps)", "[x](view-source:http://x)",
        "[x](blob:http://x)",
        "[x](http:javascript:alert(1))", "[x](https&colon;//x \"t\" onclick=\"y)", "[x](https://e.org/\"onmouseover=\"alert(1))",
        "<javascript:alert(1)>", "<JAVASCRIPT:alert(1)>", "<data:text/html,x>", "<x-y:z>", "<https://e.org/\"onclick=\"x>",
        "[x][y]\n\n[y]: javascript:alert(1)", "[x]\n\n[x]: data:text/html,y 'title'", "![x][y]\n\n[y]: http://e.org/t.png",
        "![x](javascript:alert(1))", "![x](http://e.org/t.png \"title\")", "![x](data:image/svg+xml,<svg onload=alert(1)>)",
        "[![x](javascript:a)](javascript:b)", "[a](javascript:x [b](javascript:y))", "**[x](javascript:alert(1)**)",
        "```html\n<script>alert(1)</script>\n```", "```\"><script>\nx\n```", "```python onload=x {#id .class onclick=y}\nx\n```",
        "~~~ <b>\n</code></pre><script>\n~~~", "    <script>alert(1)</script>", "`<script>`", "``<b>` ``",
        "| a | b |\n|:-|-:|\n| <script> | [x](javascript:a) |", "| x |\n|---|\n| `a|b` |",
        "# <script>\n\n###### [x](javascript:y)",
        "- [x] <script>\n- [ ] y", "1. a\n   1. b\n      1. <b>", "> > > > <script>", "# x {onclick=alert(1)}", "x{: onclick=y}",
        "http://example.org/<script>", "https://example.org/?q=\"><script>", "javascript:alert(1)", "www.example.org/<b>",
        "mailto:a@example.org?subject=<script>", "&lt;script&gt;", "&#60;script&#62;", "&#0;&#27;[2J&#x202E;&#x2028;",
        "\u001b]0;title\u0007\u001b[2J", "\u202Eevil\u202C", "\u0000\u0001\u007f\u0085\u009b31m", "a\rb\r\nc", "\ud800 \udc00",
        "\u2066\u2067x\u2069", "\ufeffx\u200b\u00ad", "\U000E0041\U000E0042", "*x\u202E*",
        "[\u202Ex](https://example.org/\u202E)",
        "[x](https://example.org/&#x202E;txt.exe)", "^[footnote]<b>", "[^1]\n\n[^1]: <script>", "*[HTML]: <script>\n\nHTML",
        "$$\\href{javascript:x}{y}$$", ":smile: </article></main>", "\"onmouseover=\"alert(1)", "'\"><x", "--><x>", "{{7*7}}${x}",
    ];

    public static TheoryData<string> Attacks => new(s_attacks);

    [Theory]
    [MemberData(nameof(Attacks))]
    public void A_response_never_becomes_markup(string attack)
    {
        PageRules.Check(Rendered.Page(attack));
        PageRules.Check(Rendered.Page("Text before " + attack + " and after"));
        PageRules.Check(Rendered.Page("- " + attack + "\n  > " + attack + "\n\n" + attack));
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void No_other_text_becomes_markup(string attack) => PageRules.Check(Everywhere(attack));

    [Fact]
    public void Mixtures_of_hostile_pieces_never_become_markup()
    {
        string[] pieces =
        [
            .. s_attacks, "\n", "\n\n", "`", "```\n", "[", "](", ")", "<", ">", "\"", "'", "&", "|", "*",
            "#", "- ", "> ", "    ", "\\", "!", "javascript:", "https://", "&#", ";", "\t", "a", " ",
        ];
        var texts = Gen.Elements(pieces).ListOf().Select(list => string.Concat(list)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(texts, text =>
        {
            PageRules.Check(Rendered.Page(text));
            return true;
        }));
    }

    [Fact]
    public void Deep_nesting_is_shown_as_plain_text()
    {
        var page = PageRules.Check(Rendered.Page(string.Concat(Enumerable.Repeat("> - [", 3000)) + "x"));
        Assert.Contains("> - [> - [", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_check_itself_finds_what_must_not_be_there()
    {
        var page = Rendered.Page("x");
        foreach (var bad in new[]
        {
            "<script>x</script>", "<p onclick=\"x\">y</p>", "<a href=\"javascript:x\">y</a>", "<a href=\"java\tscript:x\">y</a>",
            "<img src=\"http://e.org/x.png\">", "<iframe></iframe>", "\u202E", "<p style=\"x\">y</p>", "<b",
        })
        {
            var broken = page.Replace("<main>", "<main>" + bad, StringComparison.Ordinal);
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => PageRules.Check(broken));
        }
    }

    private static string Everywhere(string text)
    {
        var at = EventScript.At(1);
        var chain = new EventScript().Chain with { Name = text, Description = text, SystemPrompt = text };
        var script = new EventScript(chain) { SystemPrompt = text + "!", Model = text };
        script.Begin(at, text, "before " + text)
            .Loaded()
            .Answer(at, "ok", code: new ExtractedCode(text, [text], [text]))
            .Ran(at, EventScript.Exited(text, text) with
            {
                End = CodeRunEnd.LimitReached, Message = text, Sandbox = text, SandboxReason = text, FileNotes = [text],
            }, ("a" + text + ".png", [1, 2, 3]), (text, []))
            .Add((n, at) => new StepFailed(n, at, EventScript.At(2), 1, StepFailureReason.EngineFailed, text))
            .Add((n, at) => new StopRequested(n, at, true, text))
            .Add((n, at) => new SessionStopped(n, at, SessionStopReason.Error, text));
        return Rendered.Text(script.Source with { Damage = () => text, LinkTo = (_, _) => "files/x.html" }, ExportFormat.Html);
    }
}
