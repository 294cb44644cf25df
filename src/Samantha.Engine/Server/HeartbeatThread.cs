using Samantha.Engine.Protocol;

namespace Samantha.Engine.Server;

/// <summary>
/// Tells the host twice a second that the process is alive, from a thread of its own: a long native call does not silence
/// it, a stopped process does.
/// </summary>
internal sealed class HeartbeatThread : IDisposable
{
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;

    public HeartbeatThread(Func<EngineReply, bool> send)
    {
        _thread = new Thread(() =>
        {
            while (!_stop.Wait(EngineProtocol.HeartbeatIntervalMs) && send(new Heartbeat(0)))
            {
            }
        })
        {
            IsBackground = true,
            Name = "heartbeat",
            Priority = ThreadPriority.AboveNormal,
        };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Set();
        if (_thread.Join(EngineProtocol.HeartbeatIntervalMs))
        {
            _stop.Dispose();
        }
    }
}
