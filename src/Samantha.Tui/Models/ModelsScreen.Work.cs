using Samantha.Actors.ModelFiles;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.App;

namespace Samantha.Tui.Models;

/// <summary>Reading files and engines, and what is done with the selected model. All of it is work of jobs.</summary>
public sealed partial class ModelsScreen
{
    /// <summary>Running through the list with a key held down must not look at every model on the way.</summary>
    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(120);

    private readonly Dictionary<string, TemplateCheck> _templates = [];
    private IDisposable? _settling;
    private long? _availableBytes;
    private Job? _downloading;

    private void Refresh()
    {
        ReadStatus();
        Context.Jobs.StartQuiet(
            () => (Models: Context.Services.Models.List(), Free: Context.Services.Models.AvailableMemoryBytes()),
            read =>
            {
                _availableBytes = read.Free;
                _table.EmptyText = T("models.none");
                _table.Items = [.. read.Models.Select(RowOf)];
                if (_selectNext is { } path && _table.Select(path))
                {
                    _selectNext = null;
                }

                ShowPage();
            });
    }

    private void ReadStatus()
    {
        if (Context.Services.StartedSystem is { } system)
        {
            Context.Jobs.StartQuiet(system.ModelStatusAsync, status =>
            {
                _status = status;
                Invalidate();
            });
        }
    }

    private void OnSelectionChanged()
    {
        _settling?.Dispose();
        _settling = Context.After(s_settle, ShowPage);
    }

    private void ShowPage()
    {
        if (Selected is not { } model)
        {
            _facts.Log = new TranscriptLog();
            _metadata.Items = [];
            return;
        }

        ShowFacts(model);
        _metadata.Items = ModelRows.Metadata(model);
        if (model.File is not null && _tabs.Active?.Id == VocabularyPage)
        {
            _vocabulary.Show(model.Entry);
        }
        else if (model.File is not null && _tabs.Active?.Id == TokensPage)
        {
            _tokens.Show(model.Entry);
        }

        Invalidate();
    }

    private void ShowFacts(CatalogModel model)
    {
        var log = new TranscriptLog();
        foreach (StyledLine line in ModelFacts.Lines(
            Context.Texts, model, Context.Services.Facts.HomeFolder, _availableBytes, _templates.GetValueOrDefault(model.Entry.Path)))
        {
            log.AppendLine(line);
        }

        _facts.Log = log;
        _facts.Arrange(_facts.Bounds);
        _facts.Run("log.first");
    }

    private void CheckTemplate(CatalogModel model) => Context.Jobs.Start(
        T("models.checking"),
        (_, ct) => TemplateCheck.RunAsync(_holder, model.Entry, ct),
        check =>
        {
            _templates[model.Entry.Path] = check;
            _tabs.Select(FactsPage);
            ShowPage();
        });

    private void Unload()
    {
        if (Context.Services.StartedSystem is { } system)
        {
            Context.Jobs.Start(
                T("models.unloading"),
                (_, ct) => system.UnloadModelAsync(ct),
                unloaded =>
                {
                    Context.Notices.Say(T(unloaded.WasLoaded ? "models.unloaded" : "models.not-unloaded"));
                    ReadStatus();
                });
        }
    }

    private void AskForAddress()
    {
        if (_downloading is { IsEnded: false, IsCancelled: false })
        {
            Dialog.Confirm(Kit, T("models.download-title"), T("models.download-stop", _downloading.Progress), () =>
            {
                _downloading.Cancel();
                Context.Notices.Say(T("models.download-stopped"));
            }).Open();
            return;
        }

        new InputDialog(
            Kit, T("models.download-title"), T("models.download-address"), "https://", address => Download(address.Trim()),
            address => ModelUrl.TryParse(address.Trim(), out _, out string? problem) ? null : problem).Open();
    }

    private void Download(string address)
    {
        _downloading = Context.Jobs.Start(
            T("models.downloading"),
            (progress, ct) => ModelDownload.RunAsync(
                Context.Services.Models.Resolve(address), Context.Texts, Context.Services.Time, progress, ct),
            path =>
            {
                Context.Notices.Say(T("models.downloaded", path));
                _selectNext = path;
                Refresh();
            });
    }
}
