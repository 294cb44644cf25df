using System.Globalization;
using System.Text.RegularExpressions;
using Samantha.Exports.Tests.Support;

namespace Samantha.Exports.Tests.Pages;

/// <summary>The page in a real browser: it is drawn as meant, fits a phone, and runs nothing.</summary>
public sealed partial class BrowserTests
{
    private const int TimeoutMs = 300_000;

    /// <summary>A blank page, or one without its style, has far fewer colours than text with smooth edges and a chart.</summary>
    private const int ColoursMin = 60;

    private static readonly string s_page = Rendered.Text(SampleSession.Create().Source, ExportFormat.Html);

    [Theory(Timeout = TimeoutMs)]
    [InlineData(1200, 900, false, 0xFCFCFA)]
    [InlineData(1200, 900, true, 0x15181B)]
    [InlineData(400, 800, false, 0xFCFCFA)]
    public async Task The_page_is_drawn_on_paper_of_its_colour(int width, int height, bool isDark, int paper)
    {
        var png = await Browser.ScreenshotAsync(s_page, width, height, isDark);
        var picture = Pictures.Read(png);
        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.True(picture.Colours.Count >= ColoursMin, $"{picture.Colours.Count} colours");
        var most = picture.Colours.MaxBy(colour => colour.Value);
        Assert.Equal(paper.ToString("X6", CultureInfo.InvariantCulture), most.Key.ToString("X6", CultureInfo.InvariantCulture));
        Assert.InRange(most.Value, width * height / 2, width * height * 99 / 100);
    }

    [Fact(Timeout = TimeoutMs)]
    public async Task No_script_of_a_response_is_run()
    {
        // Also when the texts were not escaped: the page's policy alone has to hold.
        var planted = $"<script>document.documentElement.setAttribute('data-x','{SampleSession.Marker}')</script>"
            + $"<img src=\"data:,\" onerror=\"document.documentElement.setAttribute('data-x','{SampleSession.Marker}')\">";
        var page = s_page.Replace("<main>", planted + "<main>", StringComparison.Ordinal);
        var rootOfPage = Root().Match(await Browser.DumpAsync(page)).Value;
        Assert.Contains("lang=\"en\"", rootOfPage, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleSession.Marker, rootOfPage, StringComparison.Ordinal);

        // The same without a policy, so that this test is known to see a script.
        var open = Policy().Replace(page, "");
        Assert.NotEqual(page, open);
        Assert.Contains(SampleSession.Marker, Root().Match(await Browser.DumpAsync(open)).Value, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeoutMs)]
    public async Task A_browser_sees_what_the_page_says()
    {
        var dom = await Browser.DumpAsync(s_page);
        Assert.Contains("<h1>Rain of a week</h1>", dom, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;document.documentElement", dom, StringComparison.Ordinal);
        Assert.Contains("<article class=\"step\" id=\"L1.M2.R1.P1.A2\">", dom, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", dom, StringComparison.Ordinal);
    }

    [Theory(Timeout = TimeoutMs)]
    [InlineData(400, 800)]
    [InlineData(1200, 900)]
    public async Task Nothing_is_wider_than_the_window(int width, int height)
    {
        // Measuring needs a script, so this copy of the page has no policy. Everything is unfolded first.
        const string Measure = "<script>document.querySelectorAll('details').forEach(d => d.open = true);"
            + "document.documentElement.setAttribute('data-width', document.documentElement.scrollWidth)</script>";
        var long_ = new string('w', 300);
        var wide = Rendered.Page($"{long_}\n\n```\n{long_} {long_}\n```\n\n| {long_} | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |", long_);
        foreach (var page in new[] { s_page, wide })
        {
            var open = Policy().Replace(page, "").Replace("</body>", Measure + "</body>", StringComparison.Ordinal);
            var measured = Width().Match(await Browser.DumpAsync(open, width, height)).Groups[1].Value;
            Assert.Equal(width.ToString(CultureInfo.InvariantCulture), measured);
        }
    }

    [GeneratedRegex("<html[^>]*>")]
    private static partial Regex Root();

    [GeneratedRegex("<meta http-equiv[^>]*>")]
    private static partial Regex Policy();

    [GeneratedRegex("data-width=\"(\\d+)\"")]
    private static partial Regex Width();
}
