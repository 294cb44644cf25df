using System.Collections.Immutable;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Engine.Client;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Library;

/// <summary>The models of the resolver's folders. Files are checked by the managed reader before any engine sees them.</summary>
public sealed class ModelShelf(ModelResolver resolver, Func<EngineSupply> supply, Func<long?> availableMemoryBytes) : IModelShelf
{
    private readonly ModelCatalog _catalog = new(resolver.Folders);

    public ImmutableArray<ModelFolder> Folders => resolver.Folders;

    public ImmutableArray<ModelFileEntry> Files() => _catalog.Files();

    public ImmutableArray<CatalogModel> List() => _catalog.List();

    public CatalogModel Inspect(ModelFileEntry entry) => ModelCatalog.Inspect(entry);

    public ResolvedModel Resolve(string reference, string? baseFolder = null) => resolver.Resolve(reference, baseFolder);

    public long? AvailableMemoryBytes() => availableMemoryBytes();

    public async Task<EngineClient> OpenVocabularyAsync(ResolvedModel model, CancellationToken ct)
    {
        GgufFile file = GgufReader.Read(model.Path);
        EngineSupply engines = supply();
        EngineClient engine = await EngineClient.StartAsync(engines.Command, engines.Options.For(file), ct).ConfigureAwait(false);
        try
        {
            await engine.LoadAsync(new LoadRequest(model.Path) { VocabularyOnly = true }, null, ct).ConfigureAwait(false);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
