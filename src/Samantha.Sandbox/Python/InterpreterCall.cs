using System.Collections.Immutable;
using System.Text;
using Samantha.Sandbox.Processes;

namespace Samantha.Sandbox.Python;

/// <summary>
/// Calls an interpreter outside of the sandbox, in isolated mode and with a clean environment, for our own few lines only:
/// never for generated code. Bounded in time and output.
/// </summary>
internal static class InterpreterCall
{
    /// <summary>Making an environment takes a tenth of a second; a network home on a busy machine takes longer.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>A list of thousands of modules is a few hundred kilobytes.</summary>
    private const int MaxOutputBytes = 4 << 20;

    /// <summary>Runs it and gives its standard output.</summary>
    /// <exception cref="PythonException">It cannot be started, fails, or passes a limit.</exception>
    public static async Task<string> RunAsync(string interpreter, ImmutableArray<string> arguments, CancellationToken ct)
    {
        Dictionary<string, string> environment = new()
        {
            ["PATH"] = "/usr/bin:/bin", ["LANG"] = "C.UTF-8", ["HOME"] = "/nonexistent",
        };
        ChildProcess child;
        try
        {
            child = ChildLauncher.Start(new ChildCommand(interpreter, ["-I", "-B", .. arguments], environment, "/"));
        }
        catch (ChildStartException error)
        {
            throw new PythonException(error.Message + ". Name another interpreter with samantha.python.interpreter.", error);
        }

        using (child)
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(ct))
        {
            stop.CancelAfter(Timeout);
            try
            {
                child.CloseInput();
                var output = ReadAsync(child.Output, stop.Token);
                var errors = ReadAsync(child.Error, stop.Token);
                await Task.WhenAll(output, errors).ConfigureAwait(false);
                await child.WaitForExitAsync(stop.Token).ConfigureAwait(false);
                return child.ExitCode == 0
                    ? await output.ConfigureAwait(false)
                    : throw new PythonException(
                        $"{interpreter} failed: {LastLine(await errors.ConfigureAwait(false), child.ExitCode)}");
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new PythonException($"{interpreter} gave no answer within {Timeout.TotalSeconds:F0} s.");
            }
            finally
            {
                if (!child.HasExited)
                {
                    child.KillTree();
                }
            }
        }

        async Task<string> ReadAsync(Stream stream, CancellationToken token)
        {
            using MemoryStream text = new();
            var buffer = new byte[16384];
            int count;
            while ((count = await stream.ReadAsync(buffer, token).ConfigureAwait(false)) > 0)
            {
                text.Write(buffer, 0, count);
                if (text.Length > MaxOutputBytes)
                {
                    throw new PythonException($"{interpreter} answers with more than {MaxOutputBytes >> 20} MB.");
                }
            }

            return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
        }
    }

    private static string LastLine(string errors, int exitCode)
    {
        var line = errors.Split('\n').LastOrDefault(line => line.Trim().Length > 0)?.Trim();
        return line is null ? $"exit code {exitCode}" : line.Length > 300 ? line[..300] + "..." : line;
    }
}
