using System.Collections.Immutable;

namespace Samantha.Hocon;

/// <summary>Dotted paths as text, with quoted keys. Knows nothing about documents.</summary>
internal static class HoconPath
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
                if (end == index || path.AsSpan(index, end - index).Contains('"'))
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

    /// <summary>The characters that a key may have without quotes: letters and digits of ASCII, '-' and '_'.</summary>
    internal static bool IsPlainKeyCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    private static FormatException Malformed(string path) =>
        new($"'{path}' is not a path: write keys with dots between them, and quote a key that holds a dot");
}
