using System.Collections.Immutable;
using System.Text.Json;
using Samantha.Terminal.Themes;

namespace Samantha.Tui.Library;

/// <summary>
/// The themes that a person can choose: those that come with the program, and files of their own in <c>themes/</c> of the data
/// folder, each with a base and the styles that differ. Read once at the start; immutable.
/// </summary>
public sealed class ThemeShelf
{
    public const string Dark = "dark";
    public const string Light = "light";
    public const string Terminal = "terminal";

    /// <summary>More files than this are no choice any more; the others are left out.</summary>
    public const int FilesMax = 50;

    private const long FileBytesMax = 100_000;

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly ImmutableDictionary<string, Theme> _own;

    private ThemeShelf(ImmutableDictionary<string, Theme> own, ImmutableArray<string> problems) =>
        (_own, Problems) = (own, problems);

    public static ImmutableArray<string> BuiltIn { get; } = [Dark, Light, Terminal];

    /// <summary>Names of all themes, the person's own last.</summary>
    public ImmutableArray<string> Names => [.. BuiltIn, .. _own.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What is wrong with files that cannot be used, a sentence each.</summary>
    public ImmutableArray<string> Problems { get; }

    /// <summary>A theme by its name; the dark one when there is none of that name.</summary>
    public Theme this[string name] => name switch
    {
        Light => Theme.Light,
        Terminal => Theme.Terminal,
        Dark => Theme.Dark,
        _ => _own.GetValueOrDefault(name, Theme.Dark),
    };

    /// <summary>Reads the files of a folder that need not exist. Never throws for a file that cannot be used.</summary>
    public static ThemeShelf Read(string folder)
    {
        var own = ImmutableDictionary.CreateBuilder<string, Theme>();
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (string file in FilesIn(folder))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            try
            {
                if (!BuiltIn.Contains(name))
                {
                    own[name] = ReadFile(name, file);
                }
            }
            catch (Exception e) when (e is FormatException or JsonException or IOException or UnauthorizedAccessException)
            {
                problems.Add($"The theme in {file} cannot be used: {e.Message}");
            }
        }

        return new ThemeShelf(own.ToImmutable(), problems.ToImmutable());
    }

    private static IEnumerable<string> FilesIn(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Take(FilesMax)]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static Theme ReadFile(string name, string file)
    {
        if (new FileInfo(file).Length > FileBytesMax)
        {
            throw new FormatException($"it is larger than {FileBytesMax} bytes");
        }

        ThemeFile read = JsonSerializer.Deserialize<ThemeFile>(File.ReadAllText(file), s_options)
            ?? throw new FormatException("it is empty");
        Theme below = (read.Base ?? Dark) switch
        {
            Dark => Theme.Dark,
            Light => Theme.Light,
            Terminal => Theme.Terminal,
            { } other => throw new FormatException($"\"{other}\" is no base. Allowed: {string.Join(", ", BuiltIn)}."),
        };
        return below.With(name, read.Roles ?? []);
    }

    /// <summary>As a person writes it.</summary>
    private sealed record ThemeFile(string? Base, Dictionary<string, string>? Roles);
}
