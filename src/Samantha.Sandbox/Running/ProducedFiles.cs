using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Samantha.Sandbox.Running;

/// <summary>
/// Writes the files that come out of a sandbox into one folder, in bounded number and size, under safe names, never through a
/// link. What cannot be taken becomes a note. Used from one thread.
/// </summary>
internal sealed class ProducedFiles(string folder, SandboxLimits limits, ReadOnlyMemory<byte> program) : IDisposable
{
    public const int CountMax = 200;

    private const int NotesMax = 50;
    private const string ProgramName = "main.py";

    private readonly List<SandboxFile> _files = [];
    private readonly List<string> _notes = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private FileStream? _stream;
    private IncrementalHash? _hash;
    private string _name = string.Empty;
    private long _size;
    private long _left;
    private long _total;

    public ImmutableArray<SandboxFile> Files => [.. _files];

    public ImmutableArray<string> Notes => [.. _notes];

    /// <summary>Whether a file of exactly the largest size was among them: then the program wanted to write more.</summary>
    public bool HasFullFile { get; private set; }

    /// <summary>A file begins: 8 bytes of size, then its name.</summary>
    public void Begin(ReadOnlySpan<byte> payload)
    {
        Complete();
        if (payload.Length < 9)
        {
            return;
        }

        _size = (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(payload), long.MaxValue);
        string raw = Encoding.UTF8.GetString(payload[8..]);
        if (FileNames.Sanitise(raw) is not { } safe)
        {
            Note($"{Shown(raw)} was left out: its name is not usable");
            return;
        }

        if (_files.Count >= CountMax || _size > limits.FileBytes || _total + _size > limits.WorkFolderBytes)
        {
            Note($"{Shown(raw)} was left out: too many or too large");
            return;
        }

        _name = Unique(safe);
        _left = _size;
        _total += _size;
        HasFullFile |= _size == limits.FileBytes;
        Open();
    }

    public void Add(ReadOnlySpan<byte> data)
    {
        if (_stream is null || data.Length > _left)
        {
            return;
        }

        _left -= data.Length;
        _hash!.AppendData(data);
        try
        {
            _stream.Write(data);
        }
        catch (IOException problem)
        {
            Drop($"{_name} could not be saved: {problem.Message}");
        }
    }

    /// <summary>The file is whole, or the stream ended in the middle of it: then it is removed again.</summary>
    public void Complete()
    {
        if (_stream is null)
        {
            return;
        }

        if (_left > 0)
        {
            Drop($"{_name} was left out: it did not come out whole");
            return;
        }

        byte[] hash = _hash!.GetHashAndReset();
        if (_name == ProgramName && hash.AsSpan().SequenceEqual(SHA256.HashData(program.Span)))
        {
            Drop(null);
            return;
        }

        try
        {
            _stream.Dispose();
            _stream = null;
            _files.Add(new SandboxFile(_name, _size, Convert.ToHexStringLower(hash)));
        }
        catch (IOException problem)
        {
            Drop($"{_name} could not be saved: {problem.Message}");
        }
    }

    /// <summary>A note of the supervisor's: name and reason, both untrusted.</summary>
    public void Note(ReadOnlySpan<byte> json)
    {
        try
        {
            string[]? pair = JsonSerializer.Deserialize(json, SandboxJson.Default.StringArray);
            if (pair is [{ } name, { } reason])
            {
                Note($"{Shown(name)} was left out: {Reason(reason)}");
            }
        }
        catch (JsonException)
        {
            // Nonsense is no note.
        }
    }

    public void Note(string text)
    {
        if (_notes.Count < NotesMax)
        {
            _notes.Add(text);
        }
        else if (_notes.Count == NotesMax)
        {
            _notes.Add("further files were left out");
        }
    }

    public void Dispose()
    {
        if (_stream is not null)
        {
            Drop($"{_name} was left out: it did not come out whole");
        }

        _hash?.Dispose();
    }

    private static string Shown(string name) => FileNames.Sanitise(name) ?? "a file with an unusable name";

    private string Reason(string reason) => reason switch
    {
        "link" => "it is a link",
        "special" => "it is not a regular file",
        "too many" => $"only {CountMax} files are taken",
        "too large" => $"it is larger than {LimitTexts.Bytes(limits.FileBytes)}",
        "too much" => $"all files together are larger than {LimitTexts.Bytes(limits.WorkFolderBytes)}",
        "too deep" => "its folder lies too deep",
        _ => "it could not be read",
    };

    private string Unique(string name)
    {
        string candidate = name;
        for (int i = 2; !_names.Add(candidate); i++)
        {
            string extension = Path.GetExtension(name);
            candidate = $"{name[..^extension.Length]} ({i.ToString(CultureInfo.InvariantCulture)}){extension}";
        }

        return candidate;
    }

    private void Open()
    {
        _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _hash.GetHashAndReset();
        string path = Path.Combine([folder, .. _name.Split('/')]);
        try
        {
            MakeFolders();
            FileInfo old = new(path);
            if (old.Exists || old.LinkTarget is not null)
            {
                // From an earlier run of the same step that was interrupted.
                old.Delete();
            }

            // CreateNew neither overwrites nor follows a link.
            _stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Note($"{_name} could not be saved: {problem.Message}");
        }
    }

    private void MakeFolders()
    {
        string path = folder;
        Directory.CreateDirectory(path);
        string[] parts = _name.Split('/');
        foreach (string part in parts[..^1])
        {
            path = Path.Combine(path, part);
            if (new DirectoryInfo(path).LinkTarget is not null)
            {
                throw new IOException($"{path} is a link");
            }

            Directory.CreateDirectory(path);
        }
    }

    private void Drop(string? note)
    {
        string? path = _stream?.Name;
        try
        {
            _stream?.Dispose();
        }
        catch (IOException)
        {
            // The rest of the buffer does not fit either; the file goes anyway.
        }

        _stream = null;
        _names.Remove(_name);
        if (path is not null)
        {
            File.Delete(path);
        }

        if (note is not null)
        {
            Note(note);
        }
    }
}
