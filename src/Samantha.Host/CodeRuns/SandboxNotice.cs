using Samantha.Chains.ChainFiles;
using Samantha.Host.Composition;
using Samantha.Sandbox.Levels;

namespace Samantha.Host.CodeRuns;

/// <summary>
/// Says at the start of a run how the code of models will be run: the sandbox by name with the reason, what the chain opens in
/// it, or why nothing will be run. Always a warning when it is weaker than it could be.
/// </summary>
internal static class SandboxNotice
{
    public static async Task TellAsync(HostServices services, ChainDefinition? chain, bool quiet)
    {
        if (chain is not { RunCode: true })
        {
            return;
        }

        if (services.Python is { Found: null } search)
        {
            services.Console.Warning($"code will not be run: {search.Reason}");
            return;
        }

        SandboxWarning.Tell(services);
        SandboxReport report = await services.Sandbox.ProbeAsync(CancellationToken.None).ConfigureAwait(false);
        if (!report.IsAvailable)
        {
            services.Console.Warning($"code will not be run: {report.Reason}");
        }
        else if (!quiet && report.Level != SandboxLevel.None)
        {
            string folders = string.Concat(
                chain.Code.Readable.Select(folder => $", reads /data/{folder.Name}")
                .Concat(chain.Code.Writable.Select(folder => $", changes /data/{folder.Name}")));
            services.Console.Note(
                $"code runs in the sandbox {SandboxWords.Name(report.Level)} ({report.Reason}); network "
                + $"{(chain.Code.Network ? "ON" : "off")}{folders}");
        }
    }
}
