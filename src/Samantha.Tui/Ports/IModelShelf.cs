using System.Collections.Immutable;
using Samantha.Actors.ModelFiles;
using Samantha.Engine.Client;

namespace Samantha.Tui.Ports;

/// <summary>The model files that are there, and what can be learnt about them. Touches disks and processes.</summary>
public interface IModelShelf
{
    /// <summary>Folders in the order in which names are looked for.</summary>
    ImmutableArray<ModelFolder> Folders { get; }

    /// <summary>Names and sizes: quick.</summary>
    ImmutableArray<ModelFileEntry> Files();

    /// <summary>With headers; one unusable file does not hinder the others.</summary>
    ImmutableArray<CatalogModel> List();

    CatalogModel Inspect(ModelFileEntry entry);

    /// <exception cref="ModelNotFoundException">No file, or more than one.</exception>
    ResolvedModel Resolve(string reference, string? baseFolder = null);

    /// <summary>Memory that programs can still get, in bytes; null when the system does not tell.</summary>
    long? AvailableMemoryBytes();

    /// <summary>An engine process with the vocabulary only, for counting and tokenising. The caller disposes it.</summary>
    Task<EngineClient> OpenVocabularyAsync(ResolvedModel model, CancellationToken ct);
}
