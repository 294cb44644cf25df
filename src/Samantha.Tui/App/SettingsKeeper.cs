using Samantha.Tui.Ports;

namespace Samantha.Tui.App;

/// <summary>
/// Saves settings one after the other, away from the UI thread, and lets nobody leave before the last one is on disk.
/// </summary>
internal sealed class SettingsKeeper(IUiSettingsStore store, Action<string> failed) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    public void Save(UiSettings settings)
    {
        lock (_gate)
        {
            _last = AfterAsync(_last, settings);
        }
    }

    public async ValueTask DisposeAsync() => await _last.ConfigureAwait(false);

    private async Task AfterAsync(Task before, UiSettings settings)
    {
        await before.ConfigureAwait(false);
        try
        {
            await Task.Run(() => store.Save(settings)).ConfigureAwait(false);
        }
        catch (LibraryException e)
        {
            failed(e.Message);
        }
    }
}
