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
        SandboxLevel level, InterpreterLayout python, SandboxRules rules, SandboxLimits limits, ImmutableArray<string> warmModules)
    {
        string folder = places.NewRunFolder();
        ImmutableArray<string> writable = [.. rules.Writable.Select(f => $"{BubblewrapArguments.DataFolder}/{f.Name}")];
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

    private ChildCommand Inside(InterpreterLayout python, SandboxRules rules, SupervisorPlan plan, string folder)
    {
        ImmutableArray<BindMount> binds =
        [
            .. python.Binds,
            .. rules.Readable.Select(f => new BindMount(f.HostPath, $"{BubblewrapArguments.DataFolder}/{f.Name}")),
            .. rules.Writable.Select(f => new BindMount(f.HostPath, $"{BubblewrapArguments.DataFolder}/{f.Name}", IsWritable: true)),
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
            File.SetUnixFileMode(folder, (UnixFileMode)0b_001_111_111_111);
        }

        ImmutableArray<string> command =
            [.. RootDrop.Prefix(isRoot), python.HostPath, "-I", "-B", places.SupervisorFile, plan.ToJson()];
        return new ChildCommand(
            SystemPrograms.Find(command[0]) ?? command[0], command[1..],
            SandboxEnvironment.ForProgram($"{plan.BaseFolder}/tmp", null).ToDictionary(pair => pair.Name, pair => pair.Value), folder);
    }
}
