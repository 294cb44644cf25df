using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Samantha.Sandbox.Bubblewrap;
using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Processes;

namespace Samantha.Sandbox.Running;

/// <summary>
/// Runs one installed program (no supervisor, no Python) in the sandbox and takes its stdout as bytes. Its input files appear
/// under /in. Always leaves it ended.
/// </summary>
internal sealed class CommandRun(SandboxPlaces places, bool isRoot, TimeProvider time)
{
    private const int StderrBytesMax = 65_536;
    private const int SignalBase = 128;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    public static CommandOutcome Refused(SandboxEnd end, string message, string levelReason) =>
        new(end, message, null, ReadOnlyMemory<byte>.Empty, string.Empty, false, 0, [], null, levelReason);

    public async Task<CommandOutcome> ExecuteAsync(
        SandboxedCommand command, SandboxLevel level, string levelReason, CancellationToken ct)
    {
        if (Problem(command) is { } problem)
        {
            return Refused(SandboxEnd.NotRun, $"it was not run: {problem}", levelReason);
        }

        string folder = places.NewRunFolder();
        try
        {
            ChildCommand start = level == SandboxLevel.Bubblewrap ? Inside(command, folder) : Outside(command);
            using ChildProcess child = ChildLauncher.Start(start);
            child.CloseInput();
            return await FollowAsync(child, command.Limits, level, levelReason, ct).ConfigureAwait(false);
        }
        finally
        {
            SandboxPlaces.Remove(folder);
        }
    }

    private static string? Problem(SandboxedCommand command)
    {
        SandboxInput? bad = command.Inputs.FirstOrDefault(
            input => FileNames.Sanitise(input.Name) != input.Name || input.Name.Contains('/'));
        SandboxInput? missing = command.Inputs.FirstOrDefault(input => !File.Exists(input.HostPath));
        bool installed = Path.IsPathFullyQualified(command.FileName)
            ? File.Exists(command.FileName)
            : SystemPrograms.Find(command.FileName) is not null;
        return !installed ? $"{command.FileName} is not installed"
            : bad is not null ? $"the name of the input {bad.HostPath} cannot be used below /in"
            : missing is not null ? $"the file {missing.HostPath} does not exist"
            : null;
    }

    private async Task<CommandOutcome> FollowAsync(
        ChildProcess child, SandboxLimits limits, SandboxLevel level, string levelReason, CancellationToken ct)
    {
        long start = time.GetTimestamp();
        TaskCompletionSource outputFull = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<byte[]> stdout = ReadAsync(child.Output, limits.OutputBytes, outputFull);
        Task<byte[]> stderr = ReadAsync(child.Error, StderrBytesMax, null);
        using CancellationTokenSource waits = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task<SandboxLimit> watch = new TreeWatch(child.Id, limits, time).WaitAsync(waits.Token);
        Task wall = Task.Delay(limits.WallClock, time, waits.Token);
        Task exit = Task.WhenAll(child.WaitForExitAsync(CancellationToken.None), stdout, stderr);
        await Task.WhenAny(exit, outputFull.Task, watch, wall).ConfigureAwait(false);
        double ranMs = time.GetElapsedTime(start).TotalMilliseconds;
        SandboxLimit? struck = outputFull.Task.IsCompleted ? SandboxLimit.Output
            : exit.IsCompleted ? null
            : watch.IsCompletedSuccessfully ? watch.Result
            : wall.IsCompletedSuccessfully ? SandboxLimit.WallClock
            : null;
        bool cancelled = ct.IsCancellationRequested && !exit.IsCompleted;
        await waits.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(watch, wall).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await EndAsync(child).ConfigureAwait(false);
        await exit.WaitAsync(Grace, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        byte[] output = stdout.IsCompletedSuccessfully ? await stdout.ConfigureAwait(false) : [];
        string said = Encoding.UTF8.GetString(stderr.IsCompletedSuccessfully ? await stderr.ConfigureAwait(false) : []);
        (SandboxEnd end, string message) = Judge(child.ExitCode, struck, cancelled, limits);
        return new CommandOutcome(
            end, message, cancelled ? null : child.ExitCode, output, said, outputFull.Task.IsCompleted, ranMs,
            struck is { } limit ? [limit] : [], level, levelReason);
    }

    private static (SandboxEnd End, string Message) Judge(
        int exitCode, SandboxLimit? struck, bool cancelled, SandboxLimits limits) =>
        cancelled ? (SandboxEnd.Cancelled, "it was cancelled")
        : struck is { } limit ? (SandboxEnd.LimitReached, $"it was ended at a limit: {LimitTexts.Describe(limit, limits)}")
        : exitCode > SignalBase ? (SandboxEnd.Crashed, $"it was ended by {SignalNames.Of(exitCode - SignalBase)}")
        : (SandboxEnd.Exited, string.Empty);

    private static async Task EndAsync(ChildProcess child)
    {
        if (!child.HasExited)
        {
            foreach (int id in ProcessTree.Children(child.Id))
            {
                ProcessTree.Kill(id);
            }

            child.KillTree();
        }

        await child.WaitForExitAsync().WaitAsync(Grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Reads to the end; what is over the limit is dropped and told.</summary>
    private static Task<byte[]> ReadAsync(Stream stream, long limit, TaskCompletionSource? full) => Task.Factory.StartNew(
        () =>
        {
            using MemoryStream kept = new();
            byte[] buffer = new byte[65_536];
            try
            {
                int read;
                while ((read = stream.Read(buffer)) > 0)
                {
                    int taken = (int)Math.Min(read, limit - kept.Length);
                    kept.Write(buffer, 0, taken);
                    if (taken < read)
                    {
                        full?.TrySetResult();
                    }
                }
            }
            catch (Exception problem) when (problem is IOException or ObjectDisposedException)
            {
                // The pipe broke with the process: what came before is all there is.
            }

            return kept.ToArray();
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static ImmutableArray<string> Limited(SandboxedCommand command, bool withProcesses)
    {
        SandboxLimits limits = command.Limits;
        List<string> arguments =
        [
            "prlimit", $"--as={Text(limits.MemoryBytes)}", $"--cpu={Text((long)Math.Ceiling(limits.Cpu.TotalSeconds))}",
            $"--fsize={Text(limits.FileBytes)}", $"--nofile={Text(SupervisorPlan.OpenFilesMax)}", "--core=0", "--memlock=0",
        ];
        if (withProcesses)
        {
            // bubblewrap's own first process counts too.
            arguments.Add($"--nproc={Text(limits.Processes + 2)}");
        }

        arguments.AddRange(["--", command.FileName, .. command.Arguments]);
        return [.. arguments];
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private ChildCommand Inside(SandboxedCommand command, string folder)
    {
        ImmutableArray<BindMount> binds =
            [.. command.Inputs.Select(input => new BindMount(input.HostPath, $"{BubblewrapArguments.InputFolder}/{input.Name}"))];
        StagedBinds staged = StagedBinds.Plan(binds, folder, isRoot);
        ImmutableArray<string> arguments = BubblewrapArguments.Build(new BubblewrapPlan(
            RootLayout.Detect(), false, staged.Binds, [], SetUpCommand.FilterDescriptor, command.Limits.WorkFolderBytes,
            SandboxEnvironment.ForProgram("/tmp", null), Limited(command, withProcesses: true)) { IsFirstProcess = false });
        return SetUpCommand.Build(
            places.SupervisorFile, places.FilterFile(network: false), staged.Stages, RootDrop.Prefix(isRoot),
            ["bwrap", .. arguments]);
    }

    private ChildCommand Outside(SandboxedCommand command)
    {
        Dictionary<string, string> hostPaths =
            command.Inputs.ToDictionary(input => $"{BubblewrapArguments.InputFolder}/{input.Name}", input => input.HostPath);
        ImmutableArray<string> arguments = [.. command.Arguments.Select(text => hostPaths.GetValueOrDefault(text, text))];
        ImmutableArray<string> all =
            [.. RootDrop.Prefix(isRoot), .. Limited(command with { Arguments = arguments }, withProcesses: false)];
        return new ChildCommand(SystemPrograms.Find(all[0]) ?? all[0], all[1..], SandboxEnvironment.ForSetUp, "/tmp");
    }
}
