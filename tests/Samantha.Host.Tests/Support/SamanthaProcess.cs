using System.Diagnostics;
using System.Text;

namespace Samantha.Host.Tests.Support;

/// <summary>
/// The real program as a child process with its own data folder. Ended with everything it started when the test is over.
/// </summary>
internal sealed class SamanthaProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SamanthaProcess(Process process) => _process = process;

    public static string Program => Path.Combine(AppContext.BaseDirectory, "samantha.dll");

    public int Id => _process.Id;

    public static async Task<Outcome> RunAsync(string dataFolder, params string[] args)
    {
        using SamanthaProcess started = Start(dataFolder, null, args);
        return await started.EndAsync();
    }

    public static async Task<Outcome> RunWithInputAsync(string dataFolder, string input, params string[] args)
    {
        using SamanthaProcess started = Start(dataFolder, input, args);
        return await started.EndAsync();
    }

    public static SamanthaProcess Start(string dataFolder, string? input, params string[] args) =>
        StartWith(new Dictionary<string, string>(), dataFolder, input, args);

    /// <summary>With a standard input that stays open, for <see cref="Say"/>.</summary>
    public static SamanthaProcess Talk(string dataFolder, params string[] args) =>
        Start(new Dictionary<string, string>(), dataFolder, null, args, isOpen: true);

    /// <param name="variables">Set in the program's environment beside those of the test.</param>
    public static SamanthaProcess StartWith(
        IReadOnlyDictionary<string, string> variables, string dataFolder, string? input, params string[] args) =>
        Start(variables, dataFolder, input, args, isOpen: false);

    private static SamanthaProcess Start(
        IReadOnlyDictionary<string, string> variables, string dataFolder, string? input, string[] args, bool isOpen)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
            WorkingDirectory = Repo.Root,
        };
        start.Environment["SAMANTHA_HOME"] = Repo.Root;
        start.Environment["SAMANTHA_DATA"] = dataFolder;
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(dataFolder, "no-config");
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        var started = new SamanthaProcess(process);
        process.OutputDataReceived += (_, line) => started.Add(started._output, line.Data);
        process.ErrorDataReceived += (_, line) => started.Add(started._error, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (input is not null)
        {
            process.StandardInput.Write(input);
        }

        if (!isOpen)
        {
            process.StandardInput.Close();
        }

        return started;
    }

    /// <summary>A line to the program.</summary>
    public void Say(string line)
    {
        _process.StandardInput.Write(line + "\n");
        _process.StandardInput.Flush();
    }

    /// <summary>Waits until the condition holds for what has been written so far.</summary>
    public async Task WaitForAsync(Func<Outcome, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed = _changed.Task;
            Outcome now = Now(exitCode: -1);
            if (condition(now))
            {
                return;
            }

            Assert.False(_process.HasExited, $"the program ended early\n{now.All}");
            await changed.WaitAsync(patience.Token);
        }
    }

    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public async Task<Outcome> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return Now(_process.ExitCode);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private Outcome Now(int exitCode)
    {
        lock (_lock)
        {
            return new Outcome(exitCode, _output.ToString(), _error.ToString());
        }
    }

    private void Add(StringBuilder text, string? line)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (line is not null)
            {
                text.Append(line).Append('\n');
            }

            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }
}
