using System.Buffers.Binary;
using System.Text;
using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Processes;

namespace Samantha.Sandbox.Running;

/// <summary>
/// One started sandbox with its supervisor: reads the supervisor's frames, hands it the program, ends the whole tree. It knows
/// nothing of limits or outcomes; what it reads is handed on as frames.
/// </summary>
internal sealed class SandboxProcess : IDisposable
{
    private const int DiagnosticsCharsMax = 4_096;
    private static readonly TimeSpan InnerGrace = TimeSpan.FromMilliseconds(150);

    private readonly ChildProcess _child;
    private readonly string _folder;
    private readonly TaskCompletionSource<bool> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _diagnosed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _diagnostics = new();
    private readonly Lock _gate = new();
    private Action<byte, ReadOnlyMemory<byte>>? _onFrame;
    private bool _disposed;

    private SandboxProcess(ChildProcess child, SandboxLevel level, string folder)
    {
        _child = child;
        _folder = folder;
        Level = level;
        WorkFolder = level == SandboxLevel.None ? Path.Combine(folder, "base", "work") : null;
        StartThread(ReadFrames, "sandbox output");
        StartThread(ReadDiagnostics, "sandbox diagnostics");
    }

    public SandboxLevel Level { get; }

    public int Id => _child.Id;

    /// <summary>Where the program works on the host; null when its work folder exists only inside.</summary>
    public string? WorkFolder { get; }

    /// <summary>Processes of the tree that are ours: the supervisor, and bubblewrap outside.</summary>
    public int OwnProcesses => Level == SandboxLevel.Bubblewrap ? 2 : 1;

    /// <summary>True once the interpreter waits for its program; false when the sandbox ended before that.</summary>
    public Task<bool> Ready => _ready.Task;

    /// <summary>Completes with the last frame, or when the sandbox is gone.</summary>
    public Task Finished => _finished.Task;

    /// <summary>Whether the last frame came.</summary>
    public bool IsComplete { get; private set; }

    /// <exception cref="ChildStartException">The first program of the set-up cannot be started.</exception>
    public static SandboxProcess Start(ChildCommand command, SandboxLevel level, string folder) =>
        new(ChildLauncher.Start(command), level, folder);

    /// <summary>Hands over the program. onFrame is called for everything that comes back, from one thread.</summary>
    public Task RunAsync(ReadOnlyMemory<byte> program, Action<byte, ReadOnlyMemory<byte>> onFrame)
    {
        Volatile.Write(ref _onFrame, onFrame);
        byte[] message = new byte[8 + program.Length];
        BinaryPrimitives.WriteInt64BigEndian(message, program.Length);
        program.CopyTo(message.AsMemory(8));
        return Task.Run(() => Send(message));
    }

    /// <summary>Asks the supervisor to end the program and still hand out the files.</summary>
    public Task AskToEndAsync() => Task.Run(() => Send(new byte[1]));

    /// <summary>Ends everything in the sandbox and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (Level == SandboxLevel.Bubblewrap)
        {
            // The first process of the namespace takes all others with it before it can be waited for.
            foreach (int id in ProcessTree.Children(_child.Id))
            {
                ProcessTree.Kill(id);
            }

            if (!await ExitsWithinAsync(InnerGrace).ConfigureAwait(false))
            {
                _child.Kill();
            }
        }
        else
        {
            await Task.Run(KillTree).ConfigureAwait(false);
        }

        await _child.WaitForExitAsync().ConfigureAwait(false);
    }

    public async Task<bool> ExitsWithinAsync(TimeSpan time)
    {
        try
        {
            await _child.WaitForExitAsync().WaitAsync(time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>What the set-up itself said on stderr, once it has ended.</summary>
    public async Task<string> DiagnosticsAsync()
    {
        await Task.WhenAny(_diagnosed.Task, Task.Delay(InnerGrace)).ConfigureAwait(false);
        lock (_gate)
        {
            return _diagnostics.ToString().Trim();
        }
    }

    /// <summary>Ends it without waiting. Dispose after the end only gives handles back.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        if (!_child.HasExited)
        {
            foreach (int id in ProcessTree.Children(_child.Id))
            {
                ProcessTree.Kill(id);
            }

            _child.Kill();
        }

        _child.CloseInput();
        _child.Dispose();
        SandboxPlaces.Remove(_folder);
    }

    private void Send(byte[] message)
    {
        try
        {
            _child.Input.Write(message);
            _child.Input.Flush();
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            // The sandbox is gone; the end of its frames says so.
        }
    }

    private void KillTree()
    {
        // Without a namespace the tree may grow while it is ended: from the leaves, again and again, the supervisor last.
        for (int round = 0; round < 50; round++)
        {
            IReadOnlyList<ProcessFacts> below =
                [.. ProcessTree.Snapshot(_child.Id).Where(process => process.Id != _child.Id && process.State != 'Z')];
            if (below.Count == 0)
            {
                break;
            }

            foreach (ProcessFacts process in below)
            {
                ProcessTree.Kill(process.Id);
            }
        }

        _child.Kill();
    }

    private void ReadFrames()
    {
        byte[] header = new byte[SupervisorFrame.HeaderBytes];
        byte[] payload = new byte[SupervisorFrame.PayloadBytesMax];
        try
        {
            while (ReadWhole(header))
            {
                uint length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
                if (length > payload.Length || !ReadWhole(payload.AsSpan(0, (int)length)))
                {
                    break;
                }

                if (header[0] == SupervisorFrame.Ready)
                {
                    _ready.TrySetResult(true);
                }
                else if (header[0] == SupervisorFrame.Done)
                {
                    IsComplete = true;
                    break;
                }
                else
                {
                    Volatile.Read(ref _onFrame)?.Invoke(header[0], payload.AsMemory(0, (int)length));
                }
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe broke with the sandbox.
        }

        _ready.TrySetResult(false);
        _finished.TrySetResult();
    }

    private bool ReadWhole(Span<byte> buffer) =>
        _child.Output.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length;

    private void ReadDiagnostics()
    {
        byte[] buffer = new byte[1024];
        try
        {
            int read;
            while ((read = _child.Error.Read(buffer)) > 0)
            {
                lock (_gate)
                {
                    if (_diagnostics.Length < DiagnosticsCharsMax)
                    {
                        _diagnostics.Append(Encoding.UTF8.GetString(buffer, 0, read));
                    }
                }
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe broke with the sandbox.
        }

        _diagnosed.TrySetResult();
    }

    private static void StartThread(ThreadStart work, string name) =>
        new Thread(work) { IsBackground = true, Name = name }.Start();
}
