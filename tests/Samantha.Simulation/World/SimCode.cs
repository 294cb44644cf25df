using Samantha.Actors.CodeRuns;
using Samantha.Chains.Code;

namespace Samantha.Simulation.World;

/// <summary>Runs the programs of the simulated models: they take a while, print, end, and can be cut short.</summary>
internal sealed class SimCode(SimWorld world) : ICodeRunner
{
    private int _running;

    public async Task<CodeOutcome> RunAsync(
        CodeOrder order, Action<string, string> onStarted, Action<bool, string> onOutput, CancellationToken cancel)
    {
        world.Laws.Require(++_running == 1, "two programs run at the same time");
        try
        {
            return await Run(order, onStarted, onOutput, cancel).ConfigureAwait(false);
        }
        finally
        {
            _running--;
        }
    }

    public void Expect(CodeSettings settings)
    {
    }

    private async Task<CodeOutcome> Run(
        CodeOrder order, Action<string, string> onStarted, Action<bool, string> onOutput, CancellationToken cancel)
    {
        var done = new TaskCompletionSource<CodeOutcome>();
        using CancellationTokenRegistration registration = cancel.Register(() => world.Time.After(
            world.Short(), () => done.TrySetResult(new CodeOutcome { End = CodeRunEnd.Skipped, Message = "skipped" })));
        world.Time.After(world.Short(), () =>
        {
            if (done.Task.IsCompleted)
            {
                return;
            }

            onStarted("simulated", "a simulation");
            onOutput(false, "text\n");
            world.Time.After(world.Random.Chance(0.2) ? world.Long() : world.Short(), () => End(order, done));
        });
        return await done.Task.ConfigureAwait(false);
    }

    private void End(CodeOrder order, TaskCompletionSource<CodeOutcome> done)
    {
        if (!world.Happens(world.Weather.CodeFault))
        {
            done.TrySetResult(Script.Outcome(order.Code.Program));
            return;
        }

        switch (world.Random.Below(3))
        {
            case 0:
                done.TrySetException(new IOException("simulated: the sandbox fell over"));
                break;
            case 1:
                done.TrySetResult(new CodeOutcome { End = CodeRunEnd.LimitReached, Message = "simulated", ExitCode = 137 });
                break;
            default:
                done.TrySetResult(new CodeOutcome { End = CodeRunEnd.NotRun, Message = "simulated" });
                break;
        }
    }
}
