using System.Text;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Client;

/// <summary>
/// Drains the child's stderr so that it can never block on it, hands its lines to the log in bounded number and length,
/// and remembers the last ones: after an assertion they say what it was.
/// </summary>
internal sealed class EngineStderr(StreamReader stderr, Action<EngineLogLine>? log)
{
    private const int LoggedLinesMax = 10_000;
    private const int TailLines = 20;

    private readonly Queue<string> _tail = new();
    private readonly Lock _gate = new();
    private int _lines;

    public async Task DrainAsync()
    {
        char[] buffer = new char[4096];
        StringBuilder line = new();
        try
        {
            while (true)
            {
                int read = await stderr.ReadAsync(buffer).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                foreach (char c in buffer.AsSpan(0, read))
                {
                    if (c == '\n')
                    {
                        Take(line);
                    }
                    else if (line.Length < EngineProtocol.LogLineCharsMax && c != '\r')
                    {
                        line.Append(c);
                    }
                }
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            // The pipe broke with the process: what came before is all there is.
        }

        Take(line);
    }

    /// <summary>The line that most likely explains a crash, or null.</summary>
    public string? Cause()
    {
        lock (_gate)
        {
            return _tail.LastOrDefault(line => line.Contains("GGML_ASSERT", StringComparison.Ordinal)
                    || line.Contains("what():", StringComparison.Ordinal))
                ?? _tail.LastOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)
                    || line.Contains("exception", StringComparison.OrdinalIgnoreCase)
                    || line.Contains("terminate called", StringComparison.Ordinal))
                ?? _tail.LastOrDefault();
        }
    }

    /// <summary>A log that fails must not take the engine's connection down with it.</summary>
    internal static void Write(Action<EngineLogLine>? log, EngineLogLine line)
    {
        try
        {
            log?.Invoke(line);
        }
        catch (Exception)
        {
            // There is nobody to tell: the log itself is what failed.
        }
    }

    private void Take(StringBuilder line)
    {
        if (line.Length == 0)
        {
            return;
        }

        string text = line.ToString();
        line.Clear();
        lock (_gate)
        {
            if (_tail.Count == TailLines)
            {
                _tail.Dequeue();
            }

            _tail.Enqueue(text);
        }

        _lines++;
        if (_lines <= LoggedLinesMax)
        {
            Write(log, new EngineLogLine(EngineLogLevel.Warning, text));
        }
        else if (_lines == LoggedLinesMax + 1)
        {
            Write(log, new EngineLogLine(EngineLogLevel.Warning, "(further lines of the engine's stderr are left out)"));
        }
    }
}
