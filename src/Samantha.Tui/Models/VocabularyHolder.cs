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
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private EngineClient? _engine;
    private string _path = "";

    /// <exception cref="EngineFailedException">The engine cannot be started, or ended.</exception>
    public Task<T> AskAsync<T>(
        ModelFileEntry model, Func<EngineClient, CancellationToken, Task<T>> ask, CancellationToken ct) =>
        InTurnAsync(async () =>
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                EngineClient engine = await OpenAsync(model, ct).ConfigureAwait(false);
                return await ask(engine, ct).ConfigureAwait(false);
            }
            catch (EngineFailedException)
            {
                await EndAsync().ConfigureAwait(false);
                throw;
            }
        });

    /// <summary>Ends the engine process, after the running question.</summary>
    public Task CloseAsync() => InTurnAsync(async () =>
    {
        await EndAsync().ConfigureAwait(false);
        return true;
    });

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_gate)
        {
            (before, _last) = (_last, mine.Task);
        }

        await before.ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            mine.SetResult();
        }
    }

    private async Task<EngineClient> OpenAsync(ModelFileEntry model, CancellationToken ct)
    {
        if (_engine is { Exited.IsCompleted: false } open && _path == model.Path)
        {
            return open;
        }

        await EndAsync().ConfigureAwait(false);
        _engine = await shelf.OpenVocabularyAsync(new ResolvedModel(model.Name, model.Path, Source: null), ct)
            .ConfigureAwait(false);
        _path = model.Path;
        return _engine;
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
