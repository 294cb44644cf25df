namespace Samantha.Actors.ModelFiles;

/// <summary>Tells a model file by its content.</summary>
public interface IModelHashes
{
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    Task<ModelHash> HashAsync(string path, CancellationToken ct);
}
