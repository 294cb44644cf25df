using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Samantha.Exports.Pages;

/// <summary>
/// The style of the page, and its hash for the page's policy: no other style is in force, whatever a page holds.
/// </summary>
internal static class PageStyle
{
    /// <summary>Widths of bars are classes, because style attributes would need a weaker policy.</summary>
    public const int BarSteps = 50;

    public static string Css { get; } = Read();

    public static string Policy { get; } =
        "default-src 'none'; style-src 'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))
        + "'; img-src data:; base-uri 'none'; form-action 'none'";

    /// <summary>The class for a bar of this share of the longest one.</summary>
    public static string BarClass(double value, double longest)
    {
        var share = longest > 0 ? Math.Clamp(value / longest, 0, 1) : 0;
        return string.Create(CultureInfo.InvariantCulture, $"w{(int)Math.Round(share * BarSteps)}");
    }

    private static string Read()
    {
        using var stream = typeof(PageStyle).Assembly.GetManifestResourceStream("page.css")
            ?? throw new InvalidOperationException("The style of the page is not part of the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var css = new StringBuilder("\n" + reader.ReadToEnd().ReplaceLineEndings("\n"));
        for (var width = 0; width <= BarSteps; width++)
        {
            css.Append(CultureInfo.InvariantCulture, $".w{width} {{ width: {100 * width / BarSteps}%; }}\n");
        }

        return css.ToString();
    }
}
