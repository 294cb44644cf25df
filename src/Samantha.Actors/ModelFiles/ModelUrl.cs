using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Samantha.Actors.ModelFiles;

/// <summary>
/// URLs of model files: recognises them, repairs the usual slips, and gives each a place in the download folder (host,
/// repository, file), so that equal file names of different repositories do not meet. Pure.
/// </summary>
public static class ModelUrl
{
    public const string Extension = ".gguf";

    private const int SegmentLengthMax = 100;
    private const int HashBytes = 4;

    private static readonly string[] DeviceNames =
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })];

    /// <summary>True for anything with a scheme, also one that cannot be downloaded.</summary>
    public static bool LooksLikeUrl(string reference) => reference.Contains("://", StringComparison.Ordinal);

    /// <summary>The URL to download from, or the problem with it.</summary>
    public static bool TryParse(string reference, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out string? problem)
    {
        url = null;
        problem = null;
        if (!Uri.TryCreate(reference.Trim(), UriKind.Absolute, out Uri? parsed) || parsed.Host.Length == 0)
        {
            problem = $"'{reference}' is not a complete URL";
        }
        else if (parsed.Scheme != Uri.UriSchemeHttps && parsed.Scheme != Uri.UriSchemeHttp)
        {
            problem = $"'{reference}' cannot be downloaded: only https and http are supported";
        }
        else if (parsed.UserInfo.Length > 0)
        {
            problem = $"the URL of {parsed.Host} holds a user name or password,"
                + " which would be written into the journal; remove it";
        }
        else if (!parsed.AbsolutePath.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
        {
            problem = $"'{reference}' does not lead to a {Extension} file; copy the link of one file (on Hugging Face:"
                + " Files and versions, then the download arrow)";
        }
        else
        {
            url = WithoutPage(parsed);
        }

        return url is not null;
    }

    /// <summary>Where the file of <paramref name="url"/> is kept below <paramref name="downloadFolder"/>; never outside of
    /// it.</summary>
    public static string CachePath(Uri url, string downloadFolder)
    {
        string host = url.IsDefaultPort ? url.Host : $"{url.Host}_{url.Port}";
        string[] segments = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var names = new List<string> { Safe(host.ToLowerInvariant()) };
        for (int i = 0; i < segments.Length - 1; i++)
        {
            // Hugging Face: owner/repository/resolve/revision/file; the word adds nothing.
            if (!(i == 2 && segments[i] == "resolve"))
            {
                names.Add(Safe(Uri.UnescapeDataString(segments[i])));
            }
        }

        string stem = Uri.UnescapeDataString(segments[^1])[..^Extension.Length];
        string query = MeaningfulQuery(url);
        names.Add(Safe(stem, mark: query.Length > 0 ? Hash(query) : null) + Extension);
        return Path.GetFullPath(Path.Combine([downloadFolder, .. names]));
    }

    /// <summary>For messages: without the query, which may hold a key.</summary>
    public static string Display(Uri url) => url.GetLeftPart(UriPartial.Path);

    /// <summary>The page about a file on Hugging Face has "blob" where the file itself has "resolve".</summary>
    private static Uri WithoutPage(Uri url)
    {
        string[] segments = url.AbsolutePath.Split('/');
        if (url.Host != "huggingface.co" || segments.Length < 5 || segments[3] != "blob")
        {
            return url;
        }

        segments[3] = "resolve";
        return new UriBuilder(url) { Path = string.Join('/', segments) }.Uri;
    }

    private static string MeaningfulQuery(Uri url)
    {
        IEnumerable<string> parts = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => !part.Equals("download", StringComparison.OrdinalIgnoreCase)
                && !part.StartsWith("download=", StringComparison.OrdinalIgnoreCase));
        return string.Join('&', parts);
    }

    private static string Safe(string segment, string? mark = null)
    {
        var name = new StringBuilder(segment.Length);
        foreach (char c in segment)
        {
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_');
        }

        string safe = name.ToString().TrimEnd('.');
        if (safe.Length == 0 || safe[0] == '.' || DeviceNames.Contains(safe.Split('.')[0], StringComparer.OrdinalIgnoreCase))
        {
            safe = "_" + safe;
        }

        if (safe.Length > SegmentLengthMax)
        {
            safe = $"{safe[..SegmentLengthMax]}-{Hash(segment)}";
        }

        return mark is null ? safe : $"{safe}-{mark}";
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes));
}
