using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Samantha.Actors.Models;
using Samantha.Actors.Storage;

namespace Samantha.Actors.ModelFiles;

/// <summary>
/// The SHA-256 of model files. A file is read once: what it was is kept beside the models until its size or time of change is
/// another. Losing that memory costs time and nothing else.
/// </summary>
public sealed class ModelHashes(string memoryFile) : IModelHashes
{
    /// <summary>A collection of models has tens of files; what was remembered first goes first.</summary>
    private const int RememberedMax = 1000;

    private const int PieceBytes = 1024 * 1024;

    private readonly ConcurrentDictionary<ModelFileIdentity, Lazy<Task<ModelHash>>> _known = new();
    private readonly Lock _gate = new();

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public Task<ModelHash> HashAsync(string path, CancellationToken ct)
    {
        ModelFileIdentity identity = ModelFileIdentity.Of(path);
        Task<ModelHash> hash = _known.GetOrAdd(identity, file => new(() => Task.Run(() => FindAsync(file)))).Value;
        return hash.WaitAsync(ct);
    }

    private async Task<ModelHash> FindAsync(ModelFileIdentity file)
    {
        try
        {
            if (Read().FirstOrDefault(line => line.IsOf(file)) is { } line)
            {
                return new ModelHash(file.SizeBytes, line.Sha256);
            }

            string sha256 = await ComputeAsync(file.Path).ConfigureAwait(false);
            Remember(new Line(file.Path, file.SizeBytes, file.ChangedUtc.Ticks, sha256));
            return new ModelHash(file.SizeBytes, sha256);
        }
        catch
        {
            _known.TryRemove(file, out _); // Asked again, it may be readable.
            throw;
        }
    }

    private static async Task<string> ComputeAsync(string path)
    {
        var options = new FileStreamOptions
        {
            Options = FileOptions.SequentialScan | FileOptions.Asynchronous, BufferSize = PieceBytes,
            Share = FileShare.ReadWrite | FileShare.Delete,
        };
        await using var stream = new FileStream(path, options);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream).ConfigureAwait(false));
    }

    private Line[] Read()
    {
        lock (_gate)
        {
            try
            {
                return File.Exists(memoryFile) ? JsonSerializer.Deserialize<Line[]>(File.ReadAllBytes(memoryFile)) ?? [] : [];
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
            {
                return [];
            }
        }
    }

    private void Remember(Line line)
    {
        lock (_gate)
        {
            Line[] lines = [.. Read().Where(other => other.Path != line.Path).TakeLast(RememberedMax - 1), line];
            try
            {
                AtomicFile.Write(memoryFile, JsonSerializer.SerializeToUtf8Bytes(lines));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Computed again the next time.
            }
        }
    }

    private sealed record Line(string Path, long SizeBytes, long ChangedTicks, string Sha256)
    {
        public bool IsOf(ModelFileIdentity file) =>
            (Path, SizeBytes, ChangedTicks) == (file.Path, file.SizeBytes, file.ChangedUtc.Ticks);
    }
}
