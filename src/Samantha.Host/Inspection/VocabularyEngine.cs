using Samantha.Actors.ModelFiles;
using Samantha.Engine.Client;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;
using Samantha.Host.Commands;
using Samantha.Host.Composition;

namespace Samantha.Host.Inspection;

/// <summary>
/// An engine process with a model's vocabulary and no weights, for counting and tokenising. The file is checked by the managed
/// reader first, as everywhere. The caller owns the engine.
/// </summary>
internal static class VocabularyEngine
{
    public static Task<EngineClient> OpenAsync(HostServices services, string reference, CancellationToken cancellation) =>
        OpenFileAsync(services, ModelArgument.Resolve(services, reference), cancellation);

    public static async Task<EngineClient> OpenFileAsync(
        HostServices services, ResolvedModel model, CancellationToken cancellation)
    {
        GgufFile file = GgufReader.Read(model.Path);
        EngineClient engine =
            await EngineClient.StartAsync(services.Supply.Command, services.Supply.Options.For(file), cancellation)
                .ConfigureAwait(false);
        try
        {
            await engine.LoadAsync(
                new LoadRequest(model.Path) { VocabularyOnly = true }, null, cancellation).ConfigureAwait(false);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
