using System.Collections.Immutable;
using Samantha.Engine.Gguf;

namespace Samantha.Actors.ModelFiles;

/// <summary>
/// The models that are there: the *.gguf files of the given folders, each with what its header says or why it cannot be used.
/// Reads headers with the managed reader only; never loads a model.
/// </summary>
public sealed class ModelCatalog
{
    public ModelCatalog(ImmutableArray<ModelFolder> folders) => Folders = folders;

    public ImmutableArray<ModelFolder> Folders { get; }

    /// <summary>Names and sizes only: folder by folder, sorted by name; a file reached twice is listed once.</summary>
    public ImmutableArray<ModelFileEntry> Files() =>
        [.. Folders.SelectMany(ModelFileScanner.Scan).DistinctBy(entry => entry.Path)];

    /// <summary>The same files with their headers. One unusable file does not hinder the others.</summary>
    public ImmutableArray<CatalogModel> List() => [.. Files().Select(Inspect)];

    public static CatalogModel Inspect(ModelFileEntry entry)
    {
        try
        {
            return new CatalogModel(entry, GgufReader.Read(entry.Path), null);
        }
        catch (GgufException e)
        {
            return new CatalogModel(entry, null, e);
        }
    }
}
