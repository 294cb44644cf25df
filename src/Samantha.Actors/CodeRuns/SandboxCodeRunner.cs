using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Samantha.Actors.Storage;
using Samantha.Chains.Code;
using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Running;

namespace Samantha.Actors.CodeRuns;

/// <summary>
/// Runs programs in the Python sandbox and turns its words into the journal's. It also saves the HTML blocks of a response
/// beside the files that its program left. It neither owns nor disposes the sandbox.
/// </summary>
public sealed class SandboxCodeRunner(PythonSandbox sandbox) : ICodeRunner
{
    /// <summary>
    /// The sandbox ends every run by its own limits; this is for a sandbox that does not, so that no session waits for ever.
    /// </summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public async Task<CodeOutcome> RunAsync(
        CodeOrder order, Action<string, string> onStarted, Action<bool, string> onOutput, CancellationToken cancel)
    {
        if (Directory.Exists(order.FilesFolder))
        {
            Directory.Delete(order.FilesFolder, recursive: true); // Of a run that was interrupted.
        }

        CodeOutcome outcome = order.Code.Program.Length == 0
            ? new CodeOutcome { End = CodeRunEnd.NothingToRun }
            : await RunProgramAsync(order, onStarted, onOutput, cancel).ConfigureAwait(false);
        return WithHtml(outcome, order);
    }

    public void Expect(CodeSettings settings) => sandbox.KeepSpare(Rules(settings), Limits(settings.Limits));

    private async Task<CodeOutcome> RunProgramAsync(
        CodeOrder order, Action<string, string> onStarted, Action<bool, string> onOutput, CancellationToken cancel)
    {
        try
        {
            SandboxReport report = await sandbox.ProbeAsync(cancel).ConfigureAwait(false);
            onStarted(Name(report.Level), report.Reason);
            var run = new PythonRun(order.Code.Program, Rules(order.Settings), Limits(order.Settings.Limits), order.FilesFolder);
            SandboxOutcome outcome = await sandbox
                .RunAsync(run, output => onOutput(output.IsError, output.Text), cancel)
                .WaitAsync(order.Settings.Limits.WallClock + s_patience, CancellationToken.None)
                .ConfigureAwait(false);
            return Translate(outcome);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new CodeOutcome { End = CodeRunEnd.Skipped, Message = "Skipped before it began." };
        }
    }

    private static CodeOutcome Translate(SandboxOutcome outcome) => new()
    {
        End = outcome.End switch
        {
            SandboxEnd.Exited => CodeRunEnd.Exited,
            SandboxEnd.Crashed => CodeRunEnd.Crashed,
            SandboxEnd.LimitReached => CodeRunEnd.LimitReached,
            SandboxEnd.Cancelled => CodeRunEnd.Skipped,
            _ => CodeRunEnd.NotRun,
        },
        Message = outcome.Message,
        ExitCode = outcome.ExitCode,
        Output = [.. outcome.Output.Select(part => new OutputPart(part.IsError, part.Text))],
        IsOutputCut = outcome.IsOutputCut,
        DurationMs = outcome.DurationMs,
        Limits = [.. outcome.Limits.Select(Translate)],
        Sandbox = Name(outcome.Level),
        SandboxReason = outcome.LevelReason,
        Files = [.. outcome.Files.Select(file => new ProducedFile(file.Name, file.Bytes, file.Sha256))],
        FileNotes = outcome.FileNotes,
    };

    private static CodeLimit Translate(SandboxLimit limit) => limit switch
    {
        SandboxLimit.WallClock => CodeLimit.WallClock,
        SandboxLimit.Cpu => CodeLimit.Cpu,
        SandboxLimit.Memory => CodeLimit.Memory,
        SandboxLimit.MemoryTotal => CodeLimit.MemoryTotal,
        SandboxLimit.Processes => CodeLimit.Processes,
        SandboxLimit.FileSize => CodeLimit.FileSize,
        SandboxLimit.WorkFolder => CodeLimit.WorkFolder,
        SandboxLimit.Output => CodeLimit.Output,
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, "a limit without a name in the journal"),
    };

    private static string Name(SandboxLevel? level) => level switch
    {
        SandboxLevel.Bubblewrap => "bubblewrap",
        SandboxLevel.None => "none",
        _ => "unavailable",
    };

    private static SandboxRules Rules(CodeSettings settings) => new(
        settings.Network,
        [.. settings.Readable.Select(folder => new SandboxFolder(folder.Path, folder.Name))],
        [.. settings.Writable.Select(folder => new SandboxFolder(folder.Path, folder.Name))]);

    private static SandboxLimits Limits(CodeLimits limits) => new(
        limits.WallClock, limits.Cpu, limits.MemoryBytes, limits.MemoryTotalBytes, limits.Processes, limits.FileBytes,
        limits.WorkFolderBytes, limits.OutputBytes);

    private static CodeOutcome WithHtml(CodeOutcome outcome, CodeOrder order)
    {
        if (order.Code.HtmlBlocks.IsDefaultOrEmpty)
        {
            return outcome;
        }

        ImmutableArray<ProducedFile>.Builder files = outcome.Files.ToBuilder();
        OwnerOnly.CreateFolder(order.FilesFolder);
        int number = 0;
        foreach (string block in order.Code.HtmlBlocks)
        {
            string name;
            do
            {
                name = string.Create(CultureInfo.InvariantCulture, $"page-{++number}.html");
            }
            while (Path.Exists(Path.Combine(order.FilesFolder, name)));
            byte[] bytes = Encoding.UTF8.GetBytes(block);
            File.WriteAllBytes(Path.Combine(order.FilesFolder, name), bytes);
            files.Add(new ProducedFile(name, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }

        return outcome with { Files = files.ToImmutable() };
    }
}
