using System.Diagnostics;
using System.Text;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>
/// Runs a probe WITHOUT the sandbox, as a plain child with this process's environment and an open descriptor: what gets through
/// here is what the sandbox has to hold.
/// </summary>
internal static class PlainPython
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    public static async Task<string> RunAsync(string program, AttackScene scene)
    {
        // The shell leaves descriptor 7 open, as a careless parent would; the last argument is a host path in the command line.
        ProcessStartInfo start = new("/bin/sh")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = scene.PlainWork,
        };
        var file = Path.Combine(scene.Folder, "probe.py");
        await File.WriteAllTextAsync(file, program);
        string[] python = ["/usr/bin/python3", "-I", "-B", file, AppContext.BaseDirectory];
        foreach (var argument in (string[])["-c", "exec \"$@\" 7<\"$SECRET_FILE\"", "sh", .. python])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["SECRET_FILE"] = scene.SecretFile;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("/bin/sh did not start");
        process.StandardInput.Close();
        using CancellationTokenSource stop = new(Limit);
        try
        {
            var output = new StringBuilder();
            process.OutputDataReceived += (_, line) => output.Append(line.Data).Append('\n');
            process.ErrorDataReceived += (_, line) => output.Append(line.Data).Append('\n');
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            // Not until the streams end: a process that was left over may hold them.
            while (!process.HasExited)
            {
                await Task.Delay(20, stop.Token);
            }

            await Task.WhenAny(process.WaitForExitAsync(stop.Token), Task.Delay(500, stop.Token));
            lock (output)
            {
                return output.ToString();
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
