using System.Collections.Immutable;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Forms;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Wrapping;
using Samantha.Chains.Settings;
using Samantha.Tui.App;
using Samantha.Tui.Editor.Fields;

namespace Samantha.Tui.Editor.Pages;

/// <summary>Settings as a form, with the explanation, the range and the default of the one in focus below it.</summary>
public sealed class FormPage : EditorPage
{
    /// <summary>Two lines say everything at 60 cells.</summary>
    private const int HelpRows = 2;

    /// <summary>Of a detector's limits, the detector is part of the label: several have one of the same name.</summary>
    private const string HealthPrefix = "health.";

    private const string Unchanged = "own";
    private const string Deterministic = "deterministic";
    private const string Stochastic = "stochastic";

    private readonly ImmutableArray<SettingField> _fields;
    private readonly ChoiceField? _preset;
    private readonly FormView _form;

    public FormPage(ScreenContext context, string id, ImmutableArray<SettingRow> rows, bool hasPresets = false)
        : base(context, id)
    {
        _fields = [.. rows.Select(row => new SettingField(Kit, row, LabelOf(row), OnChanged))];
        var all = _fields.Select(field => field.Field);
        if (hasPresets)
        {
            _preset = new ChoiceField(Kit, T("editor.preset"), [.. new[] { Unchanged, Deterministic, Stochastic }
                .Select(preset => new ListItem(preset, T("editor.preset." + preset)))], Unchanged);
            _preset.Changed += () => SetPreset(_preset.SelectedId);
            all = all.Prepend(_preset);
        }

        _form = new FormView(Kit, [.. all]);
    }

    /// <summary>False: a field says something that is not allowed, so the chain has its last allowed value.</summary>
    public bool IsValid => _form.IsValid;

    public override IReadOnlyList<Widget> Children => [_form];

    private string LabelOf(SettingRow row) =>
        Context.Texts.Find("editor.label." + row.Id) is { } label ? label
        : row.Id.StartsWith("random-hyperparameters.", StringComparison.Ordinal) ? T("editor.label.random", row.Name)
        : row.Id.StartsWith(HealthPrefix, StringComparison.Ordinal) ? row.Id[HealthPrefix.Length..]
        : row.Name;

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _form.Backdrop = Backdrop;

        // The form keeps its own last row for an explanation; ours lies over it.
        _form.Arrange(new Rect(area.X, area.Y, area.Width, Math.Max(1, area.Height - HelpRows + 1)));
    }

    public override void Draw(Canvas canvas)
    {
        DrawChild(canvas, Bounds, _form);
        var help = canvas.Window(new Rect(0, canvas.Height - HelpRows, canvas.Width, HelpRows));
        help.Clear(Look(canvas, ThemeRole.Text));
        string text = HelpOfFocused();
        int[] starts = SoftWrap.RowStarts(text, Math.Max(1, canvas.Width - 2));
        for (int row = 0; row < Math.Min(HelpRows, starts.Length); row++)
        {
            int end = row + 1 < starts.Length ? starts[row + 1] : text.Length;
            bool isCut = row == HelpRows - 1 && starts.Length > HelpRows;
            string line = isCut ? text[starts[row]..] : text[starts[row]..end];
            help.Text(1, row, CellText.Truncate(line, canvas.Width - 2, canvas.Glyphs.Ellipsis), Look(canvas, ThemeRole.Muted));
        }
    }

    public override void Show(EditorState state, bool anew)
    {
        foreach (SettingField field in _fields)
        {
            field.Show(state.Document?.Chain, anew);
        }

        if (_preset is not null)
        {
            _preset.Enabled = state.Document is not null;
            _preset.SelectedId = state.Document?.Chain.Hyperparameters is { } values ? PresetOf(values) : Unchanged;
        }
    }

    public override void Reveal(string field) =>
        Kit.Focus(_fields.FirstOrDefault(one => one.Row.Id == field)?.Field ?? (Widget)_form);

    /// <summary>Sets all the values of a preset; others stay.</summary>
    public void SetPreset(string name)
    {
        if (HyperparameterPresets.Find(name) is { } preset)
        {
            ChangeChain(chain => chain with { Hyperparameters = preset.WithFallback(chain.Hyperparameters) }, "preset." + name);
        }
    }

    private static string PresetOf(HyperparameterOverrides values) =>
        values == HyperparameterPresets.Deterministic.WithFallback(values) ? Deterministic
        : values == HyperparameterPresets.Stochastic.WithFallback(values) ? Stochastic
        : Unchanged;

    private void OnChanged(SettingRow row, string written) => ChangeChain(chain => row.Set(chain, written).Chain, row.Id);

    private string HelpOfFocused()
    {
        if (_preset is { HasFocus: true })
        {
            return T("editor.help.preset");
        }

        if (_fields.FirstOrDefault(field => field.Field.HasFocus)?.Row is not { } row)
        {
            return "";
        }

        string help = T("editor.help." + row.Id);
        if (ValueRows.Limits(row.Id) is { } limits && !row.Id.StartsWith("stop.", StringComparison.Ordinal))
        {
            help += " " + T("editor.range", limits.From, limits.To);
        }

        return row.Kind == SettingKind.Switch || row.Default.Length == 0 ? help : help + " " + T("editor.default", row.Default);
    }
}
