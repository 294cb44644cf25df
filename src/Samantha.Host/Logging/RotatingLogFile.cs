using System.Text;

namespace Samantha.Host.Logging;

/// <summary>
/// A log file of bounded size, readable by its owner only: when it is full it becomes <c>.1</c> and a new one begins, so both
/// together take at most twice the limit. Opened at the first line. Never throws: a log that cannot be written must not stop the
/// work.
/// </summary>
internal sealed class RotatingLogFile : IDisposable
{
    private readonly string _path;
    private readonly long _sizeBytesMax;
    private readonly Lock _lock = new();
    private FileStream? _stream;
    private bool _isBroken;

    public RotatingLogFile(string path, long sizeBytesMax)
    {
        _path = path;
        _sizeBytesMax = sizeBytesMax;
    }

    public string Path => _path;

    public void WriteLine(string line)
    {
        lock (_lock)
        {
            if (_isBroken)
            {
                return;
            }

            try
            {
                _stream ??= Open();
                byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
                if (_stream.Length + bytes.Length > _sizeBytesMax && _stream.Length > 0)
                {
                    Rotate();
                }

                _stream.Write(bytes);
                _stream.Flush();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                _isBroken = true;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _stream?.Dispose();
            _stream = null;
            _isBroken = true;
        }
    }

    private void Rotate()
    {
        _stream!.Dispose();
        _stream = null;
        File.Move(_path, _path + ".1", overwrite: true);
        _stream = Open();
    }

    // Several programs may write the same file: each appends whole lines.
    private FileStream Open()
    {
        string folder = System.IO.Path.GetDirectoryName(_path)!;
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(_path, options);
    }
}
