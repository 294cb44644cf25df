using System.Collections.Immutable;
using System.Text;

namespace Samantha.Hocon;

/// <summary>Dotted paths as text: splitting, with quoted keys, and writing. Knows nothing about documents.</summary>
public static class HoconPath
{
    /// <summary>Splits <c>a."b.c".d</c> into its keys.</summary>
    /// <exception cref="FormatException">Empty key or path, or a quote that is not closed.</exception>
    public static ImmutableArray<string> Split(string path)
    {
        if (!path.Contains('"', StringComparison.Ordinal))
        {
            var keys = path.Split('.');
            return Array.TrueForAll(keys, static key => key.Length > 0) ? [.. keys] : throw Malformed(path);
        }

        var result = ImmutableArray.CreateBuilder<string>();
        for (var index = 0; ; index++)
        {
            int end;
            if (index < path.Length && path[index] == '"')
            {
                end = path.IndexOf('"', index + 1);
                if (end <= index + 1)
                {
                    throw Malformed(path);
                }

                result.Add(path[(index + 1)..end]);
                end++;
            }
            else
            {
                end = path.IndexOf('.', index) is var dot && dot >= 0 ? dot : path.Length;
                if (end == index)
                {
                    throw Malformed(path);
                }

                result.Add(path[index..end]);
            }

            if (end == path.Length)
            {
                return result.ToImmutable();
            }

            index = path[end] == '.' ? end : throw Malformed(path);
        }
    }

    /// <summary>Writes keys as a path, quoting those that need it.</summary>
    public static string Join(IEnumerable<string> keys)
    {
        var text = new StringBuilder();
        foreach (var key in keys)
        {
            text.Append(text.Length == 0 ? "" : ".");
            text.Append(IsPlain(key) ? key : $"\"{key}\"");
        }

        return text.ToString();
    }

    /// <summary>The characters that a key may have without quotes: letters and digits of ASCII, '-' and '_'.</summary>
    internal static bool IsPlainKeyCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    private static bool IsPlain(string key) => key.Length > 0 && key.All(IsPlainKeyCharacter);

    private static FormatException Malformed(string path) =>
        new($"'{path}' is not a path: write keys with dots between them, and quote a key that holds a dot");
}
