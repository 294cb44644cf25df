using Samantha.Chains.Code;

namespace Samantha.Actors.CodeRuns;

/// <summary>
/// Runs one program at a time. The real one is <see cref="SandboxCodeRunner"/>; simulations script another. Whatever a program
/// does is an outcome, never an exception.
/// </summary>
public interface ICodeRunner
{
    /// <param name="order">What to run.</param>
    /// <param name="onStarted">Called once before the program begins, with the sandbox's name and why that one.</param>
    /// <param name="onOutput">Called in order with what it prints (stderr: true). Both calls come from any thread.</param>
    /// <param name="cancel">Ends the program with everything it started; the outcome then says Skipped.</param>
    Task<CodeOutcome> RunAsync(
        CodeOrder order, Action<string, string> onStarted, Action<bool, string> onOutput, CancellationToken cancel);

    /// <summary>Programs with these settings will come.</summary>
    void Expect(CodeSettings settings);
}
