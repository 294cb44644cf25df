using Samantha.Actors.Control;

namespace Samantha.Simulation.Driving;

/// <summary>The doors of the running sessions, for the simulated person at another terminal.</summary>
internal sealed class SimDoor : IControlDoor
{
    private readonly List<Opened> _open = [];

    public IReadOnlyList<Func<ControlRequest, Task<ControlReply>>> Open => [.. _open.Select(o => o.Answer)];

    IAsyncDisposable IControlDoor.Open(string sessionFolder, Func<ControlRequest, Task<ControlReply>> answer)
    {
        var opened = new Opened(this, answer);
        _open.Add(opened);
        return opened;
    }

    private sealed class Opened(SimDoor door, Func<ControlRequest, Task<ControlReply>> answer) : IAsyncDisposable
    {
        public Func<ControlRequest, Task<ControlReply>> Answer => answer;

        public ValueTask DisposeAsync()
        {
            door._open.Remove(this);
            return ValueTask.CompletedTask;
        }
    }
}
