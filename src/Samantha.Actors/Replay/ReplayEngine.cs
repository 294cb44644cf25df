using Samantha.Actors.Models;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Replay;

/// <summary>At most one engine with one model; another load gets another engine after the one before has ended.</summary>
internal sealed class ReplayEngine(EngineSupply supply) : IAsyncDisposable
{
    private readonly EnginePlace _place = new(new EngineProcesses(supply));
    private OpenEngine? _engine;

    /// <param name="request">What is to be loaded.</param>
    /// <param name="fresh">True: whatever is loaded, it is loaded anew.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>The engine with the model, and whether it was loaded now.</returns>
    public async Task<(IEngine Client, LoadedModel Model, bool LoadedNow)> LoadAsync(
        LoadRequest request, bool fresh, CancellationToken ct)
    {
        if (!fresh && _engine is { } open && open.Use.Load == request)
        {
            return (open.Client, open.Model, false);
        }

        _engine = null;
        _engine = await _place.OpenAsync(
            new ModelUse(Path.GetFileName(request.ModelPath), request), _ => { }, ct).ConfigureAwait(false);
        return (_engine.Client, _engine.Model, true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.Client.DisposeAsync().ConfigureAwait(false);
        }
    }
}
