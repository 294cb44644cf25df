using System.Collections.Immutable;
using Samantha.Actors.CodeRuns;
using Samantha.Chains.Code;
using Samantha.Chains.Text;
using Samantha.Host.Running;
using Samantha.Host.Terminal;

namespace Samantha.Host.CodeRuns;

/// <summary>
/// One program of the user's in the sandbox, from start to exit code: shows what it prints, ends it on a signal, brings its
/// files. What may run and how is the runner's business.
/// </summary>
internal sealed class ProgramRun
{
    private const int StreamClosedPollMs = 100;

    private readonly HostConsole _console;
    private readonly ICodeRunner _runner;
    private readonly string _filesFolder;
    private readonly bool _asJson;

    public ProgramRun(HostConsole console, ICodeRunner runner, string filesFolder, bool asJson)
    {
        _console = console;
        _runner = runner;
        _filesFolder = filesFolder;
        _asJson = asJson;
    }

    public async Task<int> RunAsync(string program, CodeSettings settings)
    {
        string temporary = Directory.CreateTempSubdirectory("samantha-run-").FullName;
        try
        {
            return await RunAsync(program, settings, Path.Combine(temporary, "files")).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private async Task<int> RunAsync(string program, CodeSettings settings, string filesFolder)
    {
        using var interrupts = new Interrupts();
        using var cancel = new CancellationTokenSource();
        var output = new ProgramOutput(_console);
        var order = new CodeOrder(new ExtractedCode(program, [], []), settings, filesFolder);
        Task<CodeOutcome> run = _runner.RunAsync(
            order, (_, _) => { }, (isError, text) => Show(output, isError, text), cancel.Token);
        Interrupt? interrupt = await WatchAsync(run, interrupts, output, cancel).ConfigureAwait(false);
        CodeOutcome outcome = await run.ConfigureAwait(false);
        output.Complete();
        ImmutableArray<string> paths =
            outcome.Files.IsEmpty ? [] : new ProducedFolder(_filesFolder).Take(filesFolder, outcome.Files);
        Tell(outcome, paths);
        return output.Closed is { } closed ? throw closed
            : interrupt is not null && outcome.End == CodeRunEnd.Skipped ? interrupt.ExitCode
            : ExitCode(outcome);
    }

    private void Show(ProgramOutput output, bool isError, string text)
    {
        if (!_asJson)
        {
            output.Write(isError, text);
        }
    }

    private static async Task<Interrupt?> WatchAsync(
        Task<CodeOutcome> run, Interrupts interrupts, ProgramOutput output, CancellationTokenSource cancel)
    {
        Interrupt? interrupt = null;
        Task<bool> signal = interrupts.Queue.WaitToReadAsync().AsTask();
        while (!run.IsCompleted)
        {
            await Task.WhenAny(run, signal, Task.Delay(StreamClosedPollMs)).ConfigureAwait(false);
            if (signal.IsCompleted && interrupts.Queue.TryRead(out Interrupt? one))
            {
                interrupt ??= one;
                signal = interrupts.Queue.WaitToReadAsync().AsTask();
            }

            if (interrupt is not null || output.Closed is not null)
            {
                await cancel.CancelAsync().ConfigureAwait(false);
            }
        }

        return interrupt;
    }

    private void Tell(CodeOutcome outcome, ImmutableArray<string> paths)
    {
        if (_asJson)
        {
            JsonLine.Write(_console.Out, json => OutcomeJson.Write(json, outcome, paths));
            return;
        }

        _console.Note(OutcomeWords.Summary(outcome));
        foreach (string detail in OutcomeWords.Details(outcome))
        {
            _console.Note(detail);
        }

        for (int i = 0; i < paths.Length; i++)
        {
            string path = Path.GetRelativePath(Environment.CurrentDirectory, paths[i]);
            _console.Note($"file: {TerminalSanitizer.SanitizeLine(path)} ({Amounts.Bytes(outcome.Files[i].Bytes)})");
        }
    }

    private static int ExitCode(CodeOutcome outcome) => outcome.End switch
    {
        CodeRunEnd.LimitReached when outcome.Limits.FirstOrDefault() == CodeLimit.WallClock => ExitCodes.ProgramTimeout,
        CodeRunEnd.LimitReached => outcome.ExitCode is { } code and not 0 ? code : ExitCodes.ProgramKilled,
        CodeRunEnd.Exited or CodeRunEnd.Crashed => outcome.ExitCode ?? ExitCodes.SomethingFailed,
        CodeRunEnd.Skipped => ExitCodes.Interrupted,
        _ => ExitCodes.ProgramNotRun,
    };
}
