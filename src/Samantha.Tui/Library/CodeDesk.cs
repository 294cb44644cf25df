using System.Globalization;
using Samantha.Actors.Storage;
using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Running;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Library;

/// <summary>
/// Runs a person's own programs without network and folders, with the default limits. Produced files go below <c>code/</c> of
/// the data folder. It neither makes nor ends the sandbox.
/// </summary>
public sealed class CodeDesk(Func<PythonSandbox> sandbox, DataFolder data, TimeProvider time) : ICodeDesk
{
    public Task<SandboxReport> ProbeAsync(CancellationToken ct) => sandbox().ProbeAsync(ct);

    public async Task<CodeRun> RunAsync(
        string program, string? filesFolder, Action<SandboxOutput>? onOutput, CancellationToken ct)
    {
        string folder = filesFolder ?? FreshFolder();
        var run = new PythonRun(program, SandboxRules.Closed, SandboxLimits.Default, folder);
        return new CodeRun(await sandbox().RunAsync(run, onOutput, ct).ConfigureAwait(false), folder);
    }

    // Not made here: the sandbox makes it when there are files.
    private string FreshFolder()
    {
        string name = time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        for (int number = 1; ; number++)
        {
            string folder = Path.Combine(data.Root, "code", number == 1 ? name : $"{name}-{number}");
            if (!Path.Exists(folder))
            {
                return folder;
            }
        }
    }
}
