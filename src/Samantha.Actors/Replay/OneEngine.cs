using Samantha.Actors.Models;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Replay;

/// <summary>At most one engine with one model; another model gets another engine after the one before has ended.</summary>
internal sealed class OneEngine(EngineSupply supply) : IAsyncDisposable
{
    private readonly EngineProcesses _engines = new(supply);
    private OpenEngine? _engine;

    public LoadedModel? Model => _engine?.Model;

    public async Task<IEngine> NextAsync(LoadRequest load, CancellationToken ct)
    {
        OpenEngine? old = _engine;
        _engine = null;
        _engine = await OpenEngine.ReplaceAsync(
            old, new ModelUse(Path.GetFileName(load.ModelPath), load), _engines, _ => { }, ct).ConfigureAwait(false);
        return _engine.Client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.Client.DisposeAsync().ConfigureAwait(false);
        }
    }
}
