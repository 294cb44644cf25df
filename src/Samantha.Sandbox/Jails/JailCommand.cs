using System.Collections.Immutable;
using System.Globalization;
using Samantha.Sandbox.Bubblewrap;
using Samantha.Sandbox.Processes;

namespace Samantha.Sandbox.Jails;

/// <summary>
/// The command around bubblewrap: a shell that lets the terminal's signals pass by (bubblewrap itself would die of Ctrl+C, which is
/// the host's business), says how dispensable the program is, and binds what only root can reach. Every argument is a parameter of
/// the shell's, never part of its text. Pure.
/// </summary>
internal static class JailCommand
{
    private const string Run =
        """trap '' INT QUIT HUP; m=$1; shift; { echo "$m" > /proc/self/oom_score_adj; } 2>/dev/null; exec "$@" """;

    private const string BindThenRun =
        """n=$1; shift; while [ "$n" -gt 0 ]; do mount --bind -- "$1" "$2" || exit 125; n=$((n-1)); shift 2; done; """
        + Run;

    public static ChildCommand Build(
        ImmutableArray<string> command, ImmutableArray<(string HostPath, string Place)> stages, JailRequest request)
    {
        List<string> arguments = [];
        string program = "/bin/sh";
        if (stages.Length == 0)
        {
            arguments.AddRange(["-c", Run, "sh"]);
        }
        else
        {
            program = SystemPrograms.Find("unshare") ?? "unshare";
            arguments.AddRange(["--mount", "--propagation", "private", "/bin/sh", "-c", BindThenRun, "sh", Number(stages.Length)]);
            foreach ((string hostPath, string place) in stages)
            {
                arguments.AddRange([hostPath, place]);
            }
        }

        arguments.AddRange([Number(request.MemoryScore), .. command]);
        return new ChildCommand(program, [.. arguments], Environment(request), "/");
    }

    private static Dictionary<string, string> Environment(JailRequest request)
    {
        Dictionary<string, string> values = new(request.Environment, StringComparer.Ordinal)
        {
            ["PATH"] = SandboxEnvironment.ForSetUp["PATH"],
            ["LANG"] = "C.UTF-8",
        };
        return values;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
