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
    [InlineData(360)]
    [InlineData(1200)]
    public async Task Nothing_is_wider_than_its_column(int width)
    {
        var word = new string('w', 300);
        var table = $"| {word} | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |";
        var wide = Rendered.Page($"{word}\n\n```\n{word} {word}\n```\n\n{table}", word);
        Assert.Equal(0, await OverhangAsync(s_page, width));
        Assert.Equal(0, await OverhangAsync(wide, width));

        // Something that cannot be broken, so that this test is known to see it.
        var broken = wide.Replace("<main>", "<main><p><img width=\"2000\" height=\"1\" alt=\"\"></p>", StringComparison.Ordinal);
        Assert.True(await OverhangAsync(broken, width) > 0);
    }

    /// <summary>By how much the page's content sticks out of its column when everything is unfolded.</summary>
    private static async Task<int> OverhangAsync(string page, int width)
    {
        // Measuring needs a script, so this copy of the page has no policy. A headless window is never as narrow as a phone.
        var measure = "<script>document.querySelectorAll('details').forEach(d => d.open = true); const b = document.body;"
            + $"b.style.width = '{width}px'; b.style.margin = '0';"
            + "document.documentElement.setAttribute('data-width', b.scrollWidth - b.clientWidth)</script>";
        var open = Policy().Replace(page, "").Replace("</body>", measure + "</body>", StringComparison.Ordinal);
        var dom = await Browser.DumpAsync(open, Math.Max(width, 500));
        return int.Parse(Width().Match(dom).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("<html[^>]*>")]
    private static partial Regex Root();

    [GeneratedRegex("<meta http-equiv[^>]*>")]
    private static partial Regex Policy();

    [GeneratedRegex("data-width=\"(\\d+)\"")]
    private static partial Regex Width();
}
