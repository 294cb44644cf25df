using System.Net;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Samantha.Chains.Text;
using Samantha.Exports.Pages;

namespace Samantha.Exports.Tests.Pages;

/// <summary>Colours are put on the tokens of Python, and no character changes.</summary>
public sealed partial class PythonColoursTests
{
    [Theory]
    [InlineData("def f(): return None",
        "<span class=\"k\">def</span> f(): <span class=\"k\">return</span> <span class=\"k\">None</span>")]
    [InlineData("x = 1.5e-3 # a", "x = <span class=\"n\">1.5e-3</span> <span class=\"c\"># a</span>")]
    [InlineData("rb'a\\'b' + f\"{x}\"",
        "<span class=\"s\">rb&#39;a\\&#39;b&#39;</span> + <span class=\"s\">f&quot;{x}&quot;</span>")]
    [InlineData("\"\"\"a\n# b\"\"\" if",
        "<span class=\"s\">&quot;&quot;&quot;a\n# b&quot;&quot;&quot;</span> <span class=\"k\">if</span>")]
    [InlineData("'open\nif", "<span class=\"s\">&#39;open</span>\n<span class=\"k\">if</span>")]
    [InlineData("@wraps\nclassy", "<span class=\"d\">@wraps</span>\nclassy")]
    [InlineData("a @ b", "a @ b")]
    [InlineData("defined for_ x1 self.class_", "defined for_ x1 self.class_")]
    [InlineData("0xFF 1_000", "<span class=\"n\">0xFF</span> <span class=\"n\">1_000</span>")]
    public void Tokens_get_their_colours(string code, string html) => Assert.Equal(html, PythonColours.Highlight(code));

    [Fact]
    public void No_character_of_any_text_changes()
    {
        var texts = Gen.Elements(
                "'", "\"", "'''", "\"\"\"", "#", "\n", "\\", "@", " ", "1", ".", "e", "-", "r", "f", "if", "_", "<b>", "&", "é",
                "e\u0301",
                "\U0001F600", "\u202E", "\u001b", "\t", "٣", "\ud800", "\u200d")
            .ListOf().Select(list => string.Concat(list)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(texts, text =>
        {
            var plain = WebUtility.HtmlDecode(Span().Replace(PythonColours.Highlight(text), ""));
            Assert.Equal(TerminalSanitizer.Sanitize(text), plain);
            return true;
        }));
    }

    [GeneratedRegex("</?span[^>]*>")]
    private static partial Regex Span();
}
