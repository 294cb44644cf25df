using System.Collections.Immutable;

namespace Samantha.Sandbox.Bubblewrap;

/// <summary>The whole environment of a sandboxed program: nothing of the user's.</summary>
internal static class SandboxEnvironment
{
    public const string SystemPath = "/usr/local/bin:/usr/bin:/bin";

    /// <summary>For the programs that set a sandbox up; the first process of a sandbox can be read by the others.</summary>
    public static IReadOnlyDictionary<string, string> ForSetUp { get; } = new Dictionary<string, string>
    {
        ["PATH"] = "/usr/bin:/bin:/usr/sbin:/sbin",
        ["LANG"] = "C.UTF-8",
    };

    public static ImmutableArray<(string Name, string Value)> ForProgram(string home, string? venv) =>
    [
        ("PATH", venv is null ? SystemPath : $"{venv}/bin:{SystemPath}"),
        ("HOME", home),
        ("TMPDIR", home),
        ("LANG", "C.UTF-8"),
        ("PYTHONDONTWRITEBYTECODE", "1"),
        ("MPLBACKEND", "Agg"),
        ("MPLCONFIGDIR", home),

        // One thread each: more would only meet the limits of processes and memory.
        ("OPENBLAS_NUM_THREADS", "1"),
        ("OMP_NUM_THREADS", "1"),
        ("MKL_NUM_THREADS", "1"),
        ("NUMEXPR_NUM_THREADS", "1"),
    ];
}
