using System.ComponentModel;
using System.Diagnostics;

namespace Samantha.Sandbox.Processes;

/// <summary>
/// A running child: its three streams, its end, and the ways to end it. Disposing gives back the handles and does not end it.
/// </summary>
public sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    internal ChildProcess(Process process)
    {
        _process = process;
        Id = process.Id;
        Input = process.StandardInput.BaseStream;
        Output = process.StandardOutput.BaseStream;
        Error = process.StandardError.BaseStream;
    }

    public int Id { get; }

    public Stream Input { get; }

    public Stream Output { get; }

    public Stream Error { get; }

    /// <summary>Only after the end; 128 + the signal's number when a signal ended it.</summary>
    public int ExitCode => _process.ExitCode;

    public bool HasExited => _process.HasExited;

    public Task WaitForExitAsync(CancellationToken ct = default) => _process.WaitForExitAsync(ct);

    /// <summary>Closes the child's standard input; a child that is gone already is fine.</summary>
    public void CloseInput()
    {
        try
        {
            Input.Dispose();
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            // The other end is gone already, which is what closing is for.
        }
    }

    /// <summary>Ends this process at once, not its children.</summary>
    public void Kill() => Kill(tree: false);

    /// <summary>
    /// The process at the bottom of a chain of single children: the program that a wrapper like a sandbox runs; this process when
    /// there is none below it.
    /// </summary>
    public int InnermostId => ProcessTree.Snapshot(Id) is [.., var last] ? last.Id : Id;

    /// <summary>
    /// Ends what this process started directly; false when there is nothing. A sandbox's first process takes everything in it
    /// along, and this process ends after it.
    /// </summary>
    public bool KillChildren()
    {
        IReadOnlyList<int> children = _process.HasExited ? [] : ProcessTree.Children(Id);
        foreach (int child in children)
        {
            ProcessTree.Kill(child);
        }

        return children.Count > 0;
    }

    /// <summary>Ends this process and all that descend from it.</summary>
    public void KillTree() => Kill(tree: true);

    /// <summary>The streams are its own: a process object leaves those that somebody has asked for to the collector.</summary>
    public void Dispose()
    {
        CloseInput();
        Output.Dispose();
        Error.Dispose();
        _process.Dispose();
    }

    private void Kill(bool tree)
    {
        try
        {
            _process.Kill(tree);
        }
        catch (Exception problem) when (problem is InvalidOperationException or Win32Exception or NotSupportedException
            or AggregateException)
        {
            // It has ended by itself in the meantime.
        }
    }
}
