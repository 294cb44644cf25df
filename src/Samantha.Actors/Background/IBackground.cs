namespace Samantha.Actors.Background;

/// <summary>
/// Where actors have work done that may block: disks, processes. The result comes back as a task, which an actor pipes to itself.
/// </summary>
public interface IBackground
{
    Task<T> RunAsync<T>(Func<T> work);

    /// <summary>Work whose beginning may block, such as starting a process.</summary>
    Task<T> RunAsync<T>(Func<Task<T>> work);
}
