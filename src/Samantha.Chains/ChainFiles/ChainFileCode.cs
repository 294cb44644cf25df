using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.Code;
using Samantha.Chains.Settings;
using Samantha.Hocon;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// Reads the code block of a chain: what its programs may reach and use. How strong the sandbox is cannot be said here: that is
/// the user's own setting.
/// </summary>
internal sealed class ChainFileCode(ChainFileValues values, Func<string, ResolvedFolder>? resolveFolder)
{
    /// <summary>Each folder is a mount of its own.</summary>
    public const int FoldersMax = 32;

    private const long Kilobyte = 1_000;
    private const long Megabyte = 1_000_000;
    private const long Gigabyte = 1_000_000_000;
    private const long Terabyte = 1_000_000_000_000;

    /// <summary>Below this Python itself does not start.</summary>
    private const long MemoryMin = 64 * Megabyte;

    private const int NameCharactersMax = 64;

    private static readonly string[] s_keys = ["network", "readable", "writable", "limits"];
    private static readonly string[] s_folderKeys = ["folder", "name"];
    private static readonly string[] s_limitKeys =
    [
        "wall-clock", "cpu", "memory", "memory-total", "processes", "file-size", "work-folder", "output",
    ];

    private static readonly string[] s_sandboxKeys = ["sandbox", "no-sandbox", "sandbox-level", "interpreter"];

    public CodeSettings Read(HoconNode node)
    {
        var code = CodeSettings.Default;
        if (values.Object(node, "code") is not { } block)
        {
            return code;
        }

        foreach (var (key, value) in values.Members(block))
        {
            switch (key)
            {
                case "network":
                    code = code with { Network = values.Flag(value, key, false) };
                    break;
                case "readable":
                    code = code with { Readable = Folders(value, key, code.Writable) };
                    break;
                case "writable":
                    code = code with { Writable = Folders(value, key, code.Readable) };
                    break;
                case "limits":
                    code = code with { Limits = Limits(value) };
                    break;
                default:
                    Unknown(value, key);
                    break;
            }
        }

        return code;
    }

    private void Unknown(HoconNode value, string key)
    {
        if (s_sandboxKeys.Contains(key))
        {
            values.Error(value, $"{key} cannot be set by a chain: it is the user's own setting, samantha.python in "
                + "samantha.conf.");
        }
        else
        {
            values.UnknownKey(value, key, "code", s_keys);
        }
    }

    private CodeLimits Limits(HoconNode node)
    {
        var limits = CodeLimits.Default;
        if (values.Object(node, "limits") is not { } block)
        {
            return limits;
        }

        var longest = TimeSpan.FromDays(1);
        foreach (var (key, value) in values.Members(block))
        {
            limits = key switch
            {
                "wall-clock" => limits with { WallClock = values.DurationIn(value, key, longest) ?? limits.WallClock },
                "cpu" => limits with { Cpu = values.DurationIn(value, key, longest) ?? limits.Cpu },
                "memory" => limits with { MemoryBytes = Size(value, key, MemoryMin, Terabyte, limits.MemoryBytes) },
                "memory-total" => limits with
                {
                    MemoryTotalBytes = Size(value, key, MemoryMin, Terabyte, limits.MemoryTotalBytes),
                },

                // With fewer than four even a shell in between fails.
                "processes" => limits with { Processes = values.Whole(value, key, 4, 4096) ?? limits.Processes },
                "file-size" => limits with { FileBytes = Size(value, key, Kilobyte, 100 * Gigabyte, limits.FileBytes) },
                "work-folder" => limits with
                {
                    WorkFolderBytes = Size(value, key, Megabyte, 100 * Gigabyte, limits.WorkFolderBytes),
                },

                // Output is kept in the journal and in memory.
                "output" => limits with { OutputBytes = Size(value, key, Kilobyte, 100 * Megabyte, limits.OutputBytes) },
                _ => UnknownLimit(value, key, limits),
            };
        }

        return limits;
    }

    private long Size(HoconNode node, string key, long min, long max, long fallback) =>
        values.Size(node, key, min, max) ?? fallback;

    private CodeLimits UnknownLimit(HoconNode node, string key, CodeLimits limits)
    {
        values.UnknownKey(node, key, "limits", s_limitKeys);
        return limits;
    }

    private ImmutableArray<CodeFolder> Folders(HoconNode node, string key, ImmutableArray<CodeFolder> others)
    {
        var folders = ImmutableArray.CreateBuilder<CodeFolder>();
        foreach (var item in node is HoconArray list ? list.Items : [node])
        {
            if (folders.Count == FoldersMax)
            {
                values.Error(item, $"{key} has more than {FoldersMax} folders. Name the folder above them.");
                break;
            }

            if (Folder(item, key) is not { } folder)
            {
                continue;
            }

            if (folders.Concat(others).FirstOrDefault(other => other.Name == folder.Name) is { } same)
            {
                values.Error(item, $"Two folders would be /data/{folder.Name}: {Shown(same.Path)} and {Shown(folder.Path)}. Give "
                    + "one another name: { folder = \"…\", name = \"…\" }.");
                continue;
            }

            folders.Add(folder);
        }

        return folders.ToImmutable();
    }

    private CodeFolder? Folder(HoconNode node, string key)
    {
        HoconScalar? path = null;
        HoconScalar? name = null;
        if (node is HoconObject block)
        {
            foreach (var (member, value) in values.Members(block))
            {
                switch (member)
                {
                    case "folder":
                        path = values.Scalar(value, member, "a folder");
                        break;
                    case "name":
                        name = values.Scalar(value, member, "a name");
                        break;
                    default:
                        values.UnknownKey(value, member, "a folder", s_folderKeys);
                        break;
                }
            }
        }
        else
        {
            path = values.Scalar(node, key, "a list of folders");
        }

        if (path is null || string.IsNullOrWhiteSpace(path.Text))
        {
            if (node is HoconObject || path is not null)
            {
                values.Error(node, $"A folder in {key} is a text such as \"data\" or a block "
                    + "{ folder = \"…\", name = \"…\" }.");
            }

            return null;
        }

        return Resolved(path, name, key);
    }

    private CodeFolder? Resolved(HoconScalar path, HoconScalar? name, string key)
    {
        var found = resolveFolder is null
            ? ResolvedFolder.Failed("Folders cannot be used here.")
            : resolveFolder(path.Text.Trim());
        if (found.Path is not { } absolute)
        {
            values.Error(path, $"{key} '{Shown(path.Text)}' cannot be used: {found.Problem}");
            return null;
        }

        var given = name?.Text.Trim() ?? LastPart(absolute);
        if (IsName(given))
        {
            return new CodeFolder(absolute, given);
        }

        values.Error(name ?? path, string.Create(CultureInfo.InvariantCulture,
            $"'{Shown(given)}' cannot be the name of a folder below /data: letters, digits, - _ and . are allowed, at most "
                + $"{NameCharactersMax}, and no . in front. Write {{ folder = \"…\", name = \"…\" }}."));
        return null;
    }

    private static string LastPart(string path)
    {
        var trimmed = path.TrimEnd('/', '\\');
        return trimmed[(trimmed.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    private static bool IsName(string name) => name.Length is > 0 and <= NameCharactersMax && name[0] != '.'
        && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.');

    private static string Shown(string text) => HyperparameterTable.Shorten(text);
}
