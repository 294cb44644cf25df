using Samantha.Host.Composition;

namespace Samantha.Host.CodeRuns;

/// <summary>Says on standard error, each time, what it means that the user switched the sandbox off.</summary>
internal static class SandboxWarning
{
    public static void Tell(HostServices services)
    {
        if (services.SandboxRefusedBy is { } who)
        {
            services.Console.Warning(
                $"no sandbox ({who}): programs run with your own rights; they can read, change and send all your files");
        }
    }
}
