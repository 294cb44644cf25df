using System.Collections.Immutable;

namespace Samantha.Sandbox.Bubblewrap;

/// <summary>
/// Where a Python interpreter lies on the host and how the sandbox shows it: one below /usr is there already, a venv appears as
/// /venv, an installation elsewhere keeps its path. It only looks at files; it runs nothing.
/// </summary>
internal sealed record InterpreterLayout(string HostPath, string InsidePath, string? InsideVenv, ImmutableArray<BindMount> Binds)
{
    public const string Default = "/usr/bin/python3";
    public const string InsideVenvFolder = "/venv";

    private const int LinksMax = 20;
    private static readonly byte[] Elf = [0x7F, (byte)'E', (byte)'L', (byte)'F'];

    /// <returns>The layout, or null with the problem in a sentence.</returns>
    public static InterpreterLayout? Find(string? configured, string homeFolder, out string problem)
    {
        string path = Path.GetFullPath(configured ?? Default);
        if (Real(path) is not { } real)
        {
            problem = configured is null
                ? $"there is no {Default}; install python3, or name another one (samantha.python.interpreter)"
                : $"the Python interpreter {path} does not exist";
            return null;
        }

        if (!IsProgram(real))
        {
            problem = $"{path} is not a Python interpreter but a script or another file; name the real python3 that it starts";
            return null;
        }

        string? venv = VenvOf(path);
        List<BindMount> binds = [];
        if (venv is not null)
        {
            binds.Add(new BindMount(venv, InsideVenvFolder));
        }

        if (!real.StartsWith("/usr/", StringComparison.Ordinal))
        {
            string prefix = Path.GetDirectoryName(Path.GetDirectoryName(real)!)!;
            if (IsTooWide(prefix, homeFolder))
            {
                problem = $"the Python interpreter {real} cannot be shown in the sandbox without showing all of {prefix}; "
                    + "use one with an installation folder of its own";
                return null;
            }

            binds.Add(new BindMount(prefix, prefix));
        }

        problem = string.Empty;
        string inside = venv is null ? path : $"{InsideVenvFolder}/bin/{Path.GetFileName(path)}";
        if (venv is null && !path.StartsWith("/usr/", StringComparison.Ordinal))
        {
            inside = real;
        }

        return new InterpreterLayout(path, inside, venv is null ? null : InsideVenvFolder, [.. binds]);
    }

    /// <summary>The file behind all links, also behind links in the folders above it; null when there is none.</summary>
    private static string? Real(string path)
    {
        string current = path;
        for (int i = 0; i < LinksMax; i++)
        {
            if (ResolveFirstLink(current) is not { } next)
            {
                return File.Exists(current) ? current : null;
            }

            current = next;
        }

        return null;
    }

    private static string? ResolveFirstLink(string path)
    {
        string soFar = "/";
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < parts.Length; i++)
        {
            string here = Path.Combine(soFar, parts[i]);
            if (new FileInfo(here).LinkTarget is { } target)
            {
                return Path.GetFullPath(Path.Combine([soFar, target, .. parts[(i + 1)..]]));
            }

            soFar = here;
        }

        return null;
    }

    private static string? VenvOf(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetDirectoryName(path) ?? "/") ?? "/";
        return File.Exists(Path.Combine(folder, "pyvenv.cfg")) ? folder : null;
    }

    private static bool IsProgram(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] start = new byte[Elf.Length];
            int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return read == start.Length && start.AsSpan().SequenceEqual(Elf);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The root, a home folder, a folder above one, or a place with no Python library of its own.</summary>
    private static bool IsTooWide(string prefix, string homeFolder)
    {
        string slashed = prefix.TrimEnd('/') + "/";
        bool holdsHome = (homeFolder.TrimEnd('/') + "/").StartsWith(slashed, StringComparison.Ordinal);
        string library = Path.Combine(prefix, "lib");
        return holdsHome || !Directory.Exists(library) || !Directory.EnumerateDirectories(library, "python3*").Any();
    }
}
