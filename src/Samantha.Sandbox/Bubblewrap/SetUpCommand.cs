using System.Collections.Immutable;
using Samantha.Sandbox.Processes;

namespace Samantha.Sandbox.Bubblewrap;

/// <summary>
/// The command that sets a sandbox up: a shell that opens files as numbered descriptors (a process cannot be handed any but its
/// three streams), perhaps binds what only root can reach, gives root up, and becomes bubblewrap. Every argument is a parameter
/// of the shell's, never part of its text. Pure.
/// </summary>
internal static class SetUpCommand
{
    public const int SupervisorDescriptor = 8;
    public const int FilterDescriptor = 9;

    private const string OpenAndRun = """s=$1; f=$2; shift 2; exec "$@" 8<"$s" 9<"$f" """;

    private const string BindThenRun =
        """n=$1; shift; while [ "$n" -gt 0 ]; do mount --bind -- "$1" "$2" || exit 125; n=$((n-1)); shift 2; done; """
        + OpenAndRun;

    public static ChildCommand Build(
        string supervisorFile, string filterFile, ImmutableArray<(string HostPath, string Place)> stages,
        ImmutableArray<string> dropRoot, ImmutableArray<string> command)
    {
        List<string> arguments = [];
        string program = "/bin/sh";
        if (stages.Length == 0)
        {
            arguments.AddRange(["-c", OpenAndRun, "sh"]);
        }
        else
        {
            program = "/usr/bin/unshare";
            arguments.AddRange(["--mount", "--propagation", "private", "/bin/sh", "-c", BindThenRun, "sh"]);
            arguments.Add(stages.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
            foreach ((string hostPath, string place) in stages)
            {
                arguments.AddRange([hostPath, place]);
            }
        }

        arguments.AddRange([supervisorFile, filterFile, .. dropRoot, .. command]);
        return new ChildCommand(program, [.. arguments], SandboxEnvironment.ForSetUp, "/");
    }
}
