using System.Collections.Immutable;
using Samantha.Chains.Evidence;

namespace Samantha.Figures;

/// <summary>Draws what happens along a response: a bar for each token, with the token below it. Pure.</summary>
internal static class Curves
{
    private const double Left = 44;
    private const double Step = 26;
    private const double BarsHeight = 90;
    private const int TokensShown = 26;

    /// <summary>Several responses, one below the other; the bars are in bits, the dashed line is a target where there is one.</summary>
    public static string Of(
        string title, double top, Func<TokenEvidence, double> bits, params (string Name, ImmutableArray<TokenEvidence> Tokens, double? Target)[] responses)
    {
        int longest = responses.Max(response => Math.Min(TokensShown, response.Tokens.Length));
        var drawing = new Drawing(Math.Max(620, Left + (longest * Step) + 20));
        drawing.Text(10, 20, title, Drawing.Ink, 14);
        double y = 40;
        foreach ((string name, ImmutableArray<TokenEvidence> tokens, double? target) in responses)
        {
            drawing.Text(Left, y + 8, name, Drawing.Ink, 13, mono: true);
            double bottom = y + 22 + BarsHeight;
            drawing.Text(Left - 6, y + 30, $"{top:0.#}", Drawing.Soft, 11, "end").Text(Left - 6, bottom, "0", Drawing.Soft, 11, "end");
            for (int i = 0; i < Math.Min(TokensShown, tokens.Length); i++)
            {
                double height = Math.Clamp(bits(tokens[i]) / top, 0, 1) * BarsHeight;
                drawing.Bar(Left + (i * Step), bottom - height, Step - 6, height, Drawing.After);
                drawing.Text(Left + (i * Step) + ((Step - 6) / 2), bottom + 13, Short(tokens[i]), Drawing.Soft, 9, "middle", mono: true);
            }

            if (target is { } wanted)
            {
                double at = bottom - (wanted / top * BarsHeight);
                drawing.Line([(Left, at), (Left + (longest * Step), at)], Drawing.Ink, dashed: true);
            }

            y = bottom + 24;
        }

        return drawing.Reaching(y - 6).ToSvg(title);
    }

    private static string Short(TokenEvidence token) => token.EndsTurn ? "end" : token.Chosen.Text.Trim() is { Length: <= 5 } text ? text
        : token.Chosen.Text.Trim()[..4] + "…";
}
