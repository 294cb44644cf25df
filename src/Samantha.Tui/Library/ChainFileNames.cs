using System.Text;

namespace Samantha.Tui.Library;

/// <summary>Makes file names out of what people call their chains: small letters, digits and hyphens. Pure.</summary>
public static class ChainFileNames
{
    public const int LengthMax = 60;

    // Written out, because the program runs without the tables that could take accents apart.
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyy";

    public static string FileNameOf(string name)
    {
        var text = new StringBuilder();
        foreach (char c in name)
        {
            char lower = char.ToLowerInvariant(c);
            int at = Accented.IndexOf(lower, StringComparison.Ordinal);
            char letter = at >= 0 ? Plain[at] : lower;
            if (char.IsAsciiLetterOrDigit(letter))
            {
                text.Append(letter);
            }
            else if (text.Length > 0 && text[^1] != '-')
            {
                text.Append('-');
            }
        }

        string made = text.ToString(0, Math.Min(text.Length, LengthMax)).Trim('-');
        return made.Length > 0 ? made : "chain";
    }
}
