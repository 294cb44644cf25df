using System.Collections.Concurrent;
using Samantha.Actors.CodeRuns;
using Samantha.Chains.Code;

namespace Samantha.Actors.Tests.Support;

/// <summary>
/// A code runner that does what a test says: by default it "prints" the program itself. Counts how many run at once. For what
/// only the actors decide; the real sandbox is used everywhere else.
/// </summary>
internal sealed class ScriptedCodeRunner : ICodeRunner
{
    private int _running;

    public Func<CodeOrder, CancellationToken, Task<CodeOutcome>> Behaviour { get; set; } =
        (order, _) => Task.FromResult(Printed(order.Code.Program));

    public ConcurrentQueue<CodeOrder> Orders { get; } = new();

    public int MostAtOnce { get; private set; }

    public static CodeOutcome Printed(string text) => new()
    {
        End = CodeRunEnd.Exited, ExitCode = 0, Output = [new OutputPart(false, text)], Sandbox = "scripted",
    };

    public async Task<CodeOutcome> RunAsync(
        CodeOrder order, Action<string, string> onStarted, Action<bool, string> onOutput, CancellationToken cancel)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
        try
        {
            Orders.Enqueue(order);
            onStarted("scripted", "a test");
            return await Behaviour(order, cancel);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    public void Expect(CodeSettings settings)
    {
    }

    /// <summary>A program that runs until it is ended.</summary>
    public static async Task<CodeOutcome> Endless(CodeOrder order, CancellationToken cancel)
    {
        await Task.Delay(Timeout.Infinite, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
        return new CodeOutcome { End = CodeRunEnd.Skipped, Message = "ended", Output = [new OutputPart(false, "half")] };
    }
}
