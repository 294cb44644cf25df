using System.Collections.Immutable;
using System.Text;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Library;

/// <summary>The end of the program's log file. Reads a bounded part of it, also while it is written.</summary>
public sealed class ProgramLogFile(string path) : IProgramLog
{
    /// <summary>Enough for several thousand lines.</summary>
    public const int TailBytes = 256 * 1024;

    public string Path { get; } = path;

    public ImmutableArray<string> Tail(int linesMax)
    {
        if (!File.Exists(Path))
        {
            return [];
        }

        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(Math.Max(0, stream.Length - TailBytes), SeekOrigin.Begin);
        bool startsInside = stream.Position > 0;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Skip(startsInside ? 1 : 0).TakeLast(linesMax).Select(line => line.TrimEnd('\r'))];
    }
}
