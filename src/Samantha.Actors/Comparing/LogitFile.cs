using System.Runtime.InteropServices;

namespace Samantha.Actors.Comparing;

/// <summary>
/// Rows of logits on disk, written once and read once in the same order. The file is the owner's alone and gone when it is closed,
/// also when the program dies.
/// </summary>
internal sealed class LogitFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly float[] _row;

    public LogitFile(string folder, int rowLength)
    {
        _row = new float[rowLength];
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        string path = Path.Combine(folder, $"logits-{Guid.NewGuid():N}.tmp");
        _stream = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
        {
            // The open stream keeps it; nothing is left whatever happens.
            File.Delete(path);
        }
    }

    public void Write(ReadOnlySpan<byte> row) => _stream.Write(row);

    public void Rewind() => _stream.Position = 0;

    /// <summary>The next row; valid until the one after it is read.</summary>
    public ReadOnlySpan<float> Read()
    {
        _stream.ReadExactly(MemoryMarshal.AsBytes(_row.AsSpan()));
        return _row;
    }

    public void Dispose() => _stream.Dispose();
}
