using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Tui.App;
using Samantha.Tui.Chains;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Editor.Pages;

/// <summary>The models in the order in which they answer, with what is known of each file.</summary>
public sealed class ModelsPage : EditorPage
{
    private readonly ListView _list;
    private ImmutableArray<ReportedModel> _reported = [];
    private ImmutableArray<ModelEntry> _models = [];

    public ModelsPage(ScreenContext context)
        : base(context, EditorPages.Models)
    {
        _list = new ListView(Kit) { EmptyText = T("editor.no-models") };
    }

    /// <summary>Told when Enter was pressed on a model.</summary>
    public event Action? Opened
    {
        add => _list.Opened += value;
        remove => _list.Opened -= value;
    }

    public override IReadOnlyList<Widget> Children => [_list];

    /// <summary>Where the selected model stands, from 0; -1: there is none.</summary>
    public int Selected => _list.Selected?.Tag is int at && at < _models.Length ? at : -1;

    public ModelEntry? SelectedModel => Selected >= 0 ? _models[Selected] : null;

    public bool IsListFocused => _list.HasFocus;

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _list.Backdrop = Backdrop;
        _list.Arrange(area.Inset(1, 0, 0, 0));
    }

    public override void Draw(Canvas canvas) => DrawChild(canvas, Bounds, _list);

    public override void Show(EditorState state, bool anew)
    {
        _models = state.Document?.Chain.Models ?? [];
        Fill();
    }

    public void ShowReport(ImmutableArray<ReportedModel> reported)
    {
        _reported = reported;
        Fill();
    }

    public void Add(string model) => Put(_models.Length == 0 ? 0 : Math.Max(0, Selected) + 1, ModelEntry.Of(model));

    public void Repeat()
    {
        if (SelectedModel is { } model)
        {
            Put(Selected + 1, model);
        }
    }

    public void Remove()
    {
        if (Selected >= 0)
        {
            Set(_models.RemoveAt(Selected));
        }
    }

    public void Move(int by)
    {
        int at = Selected;
        int to = at + by;
        if (at >= 0 && to >= 0 && to < _models.Length)
        {
            ModelEntry model = _models[at];
            Set(_models.RemoveAt(at).Insert(to, model));
            _list.Select(IdOf(to));
        }
    }

    public void Replace(ModelEntry model)
    {
        if (Selected >= 0)
        {
            Set(_models.SetItem(Selected, model));
        }
    }

    public override void Reveal(string field) => Kit.Focus(_list);

    private static string IdOf(int at) => at.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void Put(int at, ModelEntry model)
    {
        Set(_models.Insert(Math.Min(at, _models.Length), model));
        _list.Select(IdOf(Math.Min(at, _models.Length - 1)));
    }

    private void Set(ImmutableArray<ModelEntry> models)
    {
        ChangeChain(chain => chain with { Models = models }, Id);
        _models = models;
        Fill();
    }

    private void Fill() => _list.Items = [.. _models.Select((model, at) => ItemOf(model, at))];

    private ListItem ItemOf(ModelEntry model, int at)
    {
        // What was reported belongs to another list while the person goes on.
        ReportedModel? report = _reported.FirstOrDefault(one => one.Entry.Name == model.Name || one.Entry.Model == model.Model);
        (string detail, ThemeRole role) = report switch
        {
            { Problem: { } problem } => ("! " + Context.Texts.Said(problem), ThemeRole.Error),
            { NeedsDownload: true } => (T("preview.download"), ThemeRole.Text),
            { File: { } file } => (T(
                "preview.model", Context.Texts.Bytes(file.SizeBytes), file.FileTypeName,
                Context.Texts.Number(report.WindowTokens)),
                ThemeRole.Text),
            _ => ("", ThemeRole.Text),
        };
        string own = model.Hyperparameters.IsNone ? "" : " {" + ChainWords.Overrides(model.Hyperparameters) + "}";
        string name = model.Name == ModelEntry.NameOf(model.Model) ? model.Model : $"{model.Name} ({model.Model})";
        return new ListItem(IdOf(at), $"{at + 1,2}  {name}{own}", detail, role, at);
    }
}
