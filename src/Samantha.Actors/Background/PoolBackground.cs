namespace Samantha.Actors.Background;

/// <summary>On the thread pool: the background of every real program. A simulation has one of its own.</summary>
public sealed class PoolBackground : IBackground
{
    public static PoolBackground Instance { get; } = new();

    public Task<T> RunAsync<T>(Func<T> work) => Task.Run(work);

    public Task<T> RunAsync<T>(Func<Task<T>> work) => Task.Run(work);
}
