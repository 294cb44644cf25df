using Samantha.Actors.Background;

namespace Samantha.Simulation.Runtime;

/// <summary>Work beside the actors: begins a while after it was asked for, and its result arrives a while after that.</summary>
internal sealed class SimBackground(VirtualTime time, SimRandom random) : IBackground
{
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>();
        time.After(Delay(), () =>
        {
            try
            {
                T result = work();
                time.After(Delay(), () => done.TrySetResult(result));
            }
            catch (Exception problem)
            {
                time.After(Delay(), () => done.TrySetException(problem));
            }
        });
        return done.Task;
    }

    public async Task<T> RunAsync<T>(Func<Task<T>> work) => await (await RunAsync<Task<T>>(() => work()).ConfigureAwait(false))
        .ConfigureAwait(false);

    private TimeSpan Delay() => TimeSpan.FromMilliseconds(random.Chance(0.05) ? random.Between(50, 3000) : random.Below(5));
}
