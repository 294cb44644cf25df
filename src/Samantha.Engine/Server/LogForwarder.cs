using Samantha.Engine.Protocol;

namespace Samantha.Engine.Server;

/// <summary>
/// Sends log lines to the host, a bounded number per request; what is left out is counted and said at the next request.
/// </summary>
internal sealed class LogForwarder(Action<EngineReply> send)
{
    private int _sent;
    private int _dropped;

    public void Write(EngineLogLine line)
    {
        if (Interlocked.Increment(ref _sent) > EngineProtocol.LogLinesPerRequestMax)
        {
            Interlocked.Increment(ref _dropped);
            return;
        }

        send(new LogWritten(0, line));
    }

    public void NextRequest()
    {
        Interlocked.Exchange(ref _sent, 0);
        int dropped = Interlocked.Exchange(ref _dropped, 0);
        if (dropped > 0)
        {
            Write(new EngineLogLine(EngineLogLevel.Info, $"({dropped} log lines of the last request are left out)"));
        }
    }
}
