using System.Collections.Immutable;

namespace Samantha.Tui.Ports;

/// <summary>The program's log file, to be shown. Touches a disk.</summary>
public interface IProgramLog
{
    string Path { get; }

    /// <summary>The last lines, oldest first; empty when there is no file.</summary>
    ImmutableArray<string> Tail(int linesMax);
}
