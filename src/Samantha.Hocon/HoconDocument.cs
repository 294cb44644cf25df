using Samantha.Hocon.Parsing;

namespace Samantha.Hocon;

/// <summary>
/// Reads the part of HOCON that this program and Akka.NET's own reader understand in the same way; everything else is refused
/// with
/// its place and advice, never guessed. It reads text only: no files, no includes, no environment.
/// </summary>
public static class HoconDocument
{
    /// <param name="text">The whole text; a byte order mark at its start is skipped.</param>
    /// <param name="sourceName">What messages call the text: a file name.</param>
    /// <exception cref="HoconException">The text is not in the supported part of HOCON.</exception>
    public static HoconObject Parse(string text, string sourceName)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > HoconLimits.TextLengthMax)
        {
            throw new HoconException(sourceName, 1, 1,
                $"the text has {text.Length:N0} characters; at most {HoconLimits.TextLengthMax:N0} are read");
        }

        return HoconResolver.Resolve(new HoconParser(text, sourceName).ParseDocument());
    }
}
