using Samantha.Actors.CodeRuns;
using Samantha.Chains.Code;

namespace Samantha.Host.CodeRuns;

/// <summary>A runner that starts every interpreter when it is needed, for machines that are short of memory.</summary>
internal sealed class WithoutSpare(ICodeRunner runner) : ICodeRunner
{
    public Task<CodeOutcome> RunAsync(
        CodeOrder order, Action<string, string> onStarted, Action<bool, string> onOutput, CancellationToken cancel) =>
        runner.RunAsync(order, onStarted, onOutput, cancel);

    public void Expect(CodeSettings settings)
    {
    }
}
