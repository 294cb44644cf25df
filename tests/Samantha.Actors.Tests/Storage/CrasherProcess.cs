using System.Diagnostics;

namespace Samantha.Actors.Tests.Storage;

/// <summary>A real child process that holds a session or writes its journal; killed with SIGKILL at the latest on
/// disposal.</summary>
internal sealed class CrasherProcess : IDisposable
{
    private readonly Process process;

    private CrasherProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public StreamReader Output => process.StandardOutput;

    public static CrasherProcess Start(string verb, string folder)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Samantha.JournalCrasher.dll"));
        start.ArgumentList.Add(verb);
        start.ArgumentList.Add(folder);
        return new CrasherProcess(Process.Start(start)!);
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }
}
