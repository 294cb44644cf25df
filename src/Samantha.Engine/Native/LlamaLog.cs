using System.Runtime.InteropServices;
using System.Text;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Native;

/// <summary>
/// Takes the library's log: joins its fragments into lines, drops debug ones, keeps the last errors so that a failed call
/// can be explained, and hands info and above to one sink. Nothing may escape the callback: an exception there ends the
/// process.
/// </summary>
internal static unsafe class LlamaLog
{
    private const int LevelInfo = 2;
    private const int LevelWarning = 3;
    private const int LevelError = 4;
    private const int LevelContinuation = 5;
    private const int ErrorsKeptMax = 32;

    private static readonly Lock Gate = new();
    private static readonly StringBuilder Line = new();
    private static readonly Queue<string> Errors = new();
    private static int s_level;

    /// <summary>Receives complete lines of level info and above; may be replaced at any time.</summary>
    public static Action<EngineLogLine>? Sink { get; set; }

    public static void Install() => LlamaNative.LogSet(&OnLog, 0);

    /// <summary>Forgets collected errors: called before a native call whose failure is to be explained.</summary>
    public static void ClearErrors()
    {
        lock (Gate)
        {
            Errors.Clear();
        }
    }

    /// <summary>The error lines since <see cref="ClearErrors"/>, oldest first.</summary>
    public static string[] TakeErrors()
    {
        lock (Gate)
        {
            string[] errors = [.. Errors];
            Errors.Clear();
            return errors;
        }
    }

    [UnmanagedCallersOnly]
    private static void OnLog(int level, byte* text, nint userData)
    {
        if (level < LevelInfo || text is null)
        {
            return;
        }

        try
        {
            lock (Gate)
            {
                Append(level, Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text)));
            }
        }
        catch (Exception)
        {
            // A lost log line is better than a lost process.
        }
    }

    private static void Append(int level, string text)
    {
        if (level != LevelContinuation)
        {
            if (Line.Length > 0)
            {
                Flush();
            }

            s_level = level;
        }

        foreach (char c in text)
        {
            if (c == '\n')
            {
                Flush();
            }
            else if (Line.Length < EngineProtocol.LogLineCharsMax)
            {
                Line.Append(c);
            }
        }
    }

    private static void Flush()
    {
        string line = Line.ToString().TrimEnd();
        Line.Clear();
        if (line.Length == 0)
        {
            return;
        }

        if (s_level >= LevelError)
        {
            if (Errors.Count == ErrorsKeptMax)
            {
                Errors.Dequeue();
            }

            Errors.Enqueue(line);
        }

        EngineLogLevel level = s_level switch
        {
            LevelWarning => EngineLogLevel.Warning,
            >= LevelError => EngineLogLevel.Error,
            _ => EngineLogLevel.Info,
        };
        Sink?.Invoke(new EngineLogLine(level, line));
    }
}
