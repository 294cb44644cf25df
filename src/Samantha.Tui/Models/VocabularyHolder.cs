using System.Diagnostics.CodeAnalysis;
using Samantha.Actors.ModelFiles;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Models;

/// <summary>
/// Keeps one engine with one model's vocabulary (no weights) for as long as it is looked at. Serves one question at a time, from
/// any thread.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody asks for holds nothing.")]
internal sealed class VocabularyHolder(IModelShelf shelf)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private EngineClient? _engine;
    private string _path = "";

    /// <exception cref="EngineFailedException">The engine cannot be started, or ended.</exception>
    public async Task<T> AskAsync<T>(
        ModelFileEntry model, Func<EngineClient, CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        await _gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (_engine is null || _path != model.Path || _engine.Exited.IsCompleted)
            {
                await EndAsync().ConfigureAwait(false);
                var resolved = new ResolvedModel(model.Name, model.Path, Source: null);
                _engine = await shelf.OpenVocabularyAsync(resolved, ct).ConfigureAwait(false);
                _path = model.Path;
            }

            return await ask(_engine, ct).ConfigureAwait(false);
        }
        catch (EngineFailedException)
        {
            await EndAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends the engine process, after the running question.</summary>
    public async Task CloseAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            await EndAsync().ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task EndAsync()
    {
        if (_engine is { } engine)
        {
            _engine = null;
            await engine.DisposeAsync().ConfigureAwait(false);
        }
    }
}
