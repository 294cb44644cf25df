using Samantha.Actors.CodeRuns;
using Samantha.Chains.Code;

namespace Samantha.Host.CodeRuns;

/// <summary>
/// Stands before the runner where no interpreter was found: the outcome of every program says so. HTML is saved all the same.
/// </summary>
internal sealed class MissingPython(ICodeRunner runner, string reason) : ICodeRunner
{
    public async Task<CodeOutcome> RunAsync(
        CodeOrder order, Action<string, string> onStarted, Action<bool, string> onOutput, CancellationToken cancel)
    {
        CodeOrder withoutProgram = order with { Code = order.Code with { Program = "" } };
        CodeOutcome outcome =
            await runner.RunAsync(withoutProgram, onStarted, onOutput, cancel).ConfigureAwait(false);
        return order.Code.Program.Length == 0
            ? outcome
            : outcome with { End = CodeRunEnd.NotRun, Message = reason, Sandbox = "unavailable" };
    }

    public void Expect(CodeSettings settings)
    {
    }
}
