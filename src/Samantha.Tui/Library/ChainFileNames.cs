using System.Globalization;
using System.Text;

namespace Samantha.Tui.Library;

/// <summary>Makes file names out of what people call their chains: small letters, digits and hyphens. Pure.</summary>
public sealed class ChainFileNames
{
    public const int LengthMax = 60;

    public string FileNameOf(string name)
    {
        var text = new StringBuilder();
        foreach (char c in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                text.Append(char.ToLowerInvariant(c));
            }
            else if (char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && text.Length > 0 && text[^1] != '-')
            {
                text.Append('-');
            }
        }

        string made = text.ToString(0, Math.Min(text.Length, LengthMax)).Trim('-');
        return made.Length > 0 ? made : "chain";
    }
}
