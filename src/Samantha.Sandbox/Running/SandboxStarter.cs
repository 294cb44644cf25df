using System.Collections.Immutable;
using Samantha.Sandbox.Bubblewrap;
using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Processes;

namespace Samantha.Sandbox.Running;

/// <summary>
/// Builds the command that starts a supervised interpreter at a level, and starts it. It checks nothing: rules were checked
/// before, levels by the probe.
/// </summary>
internal sealed class SandboxStarter(SandboxPlaces places, bool isRoot)
{
    private const string InsideSupervisor = "/samantha/supervisor.py";
    private readonly RootLayout _root = RootLayout.Detect();

    public SandboxProcess Start(
        SandboxLevel level, InterpreterLayout python, SandboxRules rules, SandboxLimits limits,
        ImmutableArray<string> warmModules)
    {
        string folder = places.NewRunFolder();
        ImmutableArray<string> writable = [.. rules.Writable.Select(Inside)];
        SupervisorPlan plan = new(level, limits, warmModules, writable, null);
        ChildCommand command = level == SandboxLevel.Bubblewrap
            ? Inside(python, rules, plan, folder)
            : Outside(python, plan with { WritableFolders = [], BaseFolder = Path.Combine(folder, "base") }, folder);
        try
        {
            return SandboxProcess.Start(command, level, folder);
        }
        catch (ChildStartException)
        {
            SandboxPlaces.Remove(folder);
            throw;
        }
    }

    private static string Inside(SandboxFolder folder) => $"{BubblewrapArguments.DataFolder}/{folder.Name}";

    private ChildCommand Inside(InterpreterLayout python, SandboxRules rules, SupervisorPlan plan, string folder)
    {
        ImmutableArray<BindMount> binds =
        [
            .. python.Binds,
            .. rules.Readable.Select(folder => new BindMount(folder.HostPath, Inside(folder))),
            .. rules.Writable.Select(folder => new BindMount(folder.HostPath, Inside(folder), IsWritable: true)),
        ];
        StagedBinds staged = StagedBinds.Plan(binds, folder, isRoot);
        ImmutableArray<string> arguments = BubblewrapArguments.Build(new BubblewrapPlan(
            _root, rules.Network, staged.Binds, [(SetUpCommand.SupervisorDescriptor, InsideSupervisor)],
            SetUpCommand.FilterDescriptor, plan.Limits.WorkFolderBytes, SandboxEnvironment.ForProgram("/tmp", python.InsideVenv),
            [python.InsidePath, "-I", "-B", InsideSupervisor, plan.ToJson()]));
        return SetUpCommand.Build(
            places.SupervisorFile, places.FilterFile(rules.Network), staged.Stages, RootDrop.Prefix(isRoot),
            ["bwrap", .. arguments]);
    }

    private ChildCommand Outside(InterpreterLayout python, SupervisorPlan plan, string folder)
    {
        // The supervisor makes its folders itself, as the user that it then is.
        if (isRoot)
        {
            FileRights.Set(folder, FileRights.Shared);
        }

        ImmutableArray<string> command =
            [.. RootDrop.Prefix(isRoot), python.HostPath, "-I", "-B", places.SupervisorFile, plan.ToJson()];
        Dictionary<string, string> environment =
            SandboxEnvironment.ForProgram($"{plan.BaseFolder}/tmp", null).ToDictionary(pair => pair.Name, pair => pair.Value);
        return new ChildCommand(SystemPrograms.Find(command[0]) ?? command[0], command[1..], environment, folder);
    }
}
