using Samantha.Chains.ChainFiles;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Forms;
using Samantha.Terminal.Widgets.Lists;

namespace Samantha.Tui.Editor.Fields;

/// <summary>A setting with the form field that shows it. Tells of a person's changes; holds no value of its own.</summary>
public sealed class SettingField
{
    private readonly SettingRow _row;
    private readonly Action<SettingRow, string> _changed;
    private ChainDefinition? _chain;

    /// <param name="kit">Of the program.</param>
    /// <param name="row">The setting.</param>
    /// <param name="label">What it is called.</param>
    /// <param name="changed">Told what was written, when that is allowed.</param>
    public SettingField(WidgetKit kit, SettingRow row, string label, Action<SettingRow, string> changed)
    {
        (_row, _changed) = (row, changed);
        Field = row.Kind switch
        {
            SettingKind.Switch => new SwitchField(kit, label),
            SettingKind.Choice => new ChoiceField(kit, label, [.. row.Choices.Select(choice => new ListItem(choice, choice))]),
            _ => new TextField(kit, label) { Placeholder = row.Default, Check = ProblemOf },
        };
        Field.Changed += () => Tell();
    }

    public SettingRow Row => _row;

    public FormField Field { get; }

    /// <summary>Shows the chain's value. What somebody is writing stays as it is while it means the same.</summary>
    /// <param name="chain">Null: nothing can be edited now.</param>
    /// <param name="anew">After undo: the field shows the value in any case.</param>
    public void Show(ChainDefinition? chain, bool anew)
    {
        _chain = chain;
        Field.Enabled = chain is not null;
        Field.Visible = chain is not null && _row.IsShown(chain);
        if (chain is null)
        {
            return;
        }

        switch (Field)
        {
            case SwitchField field:
                field.Value = _row.Get(chain) == "on";
                break;
            case ChoiceField field:
                field.SelectedId = _row.Get(chain);
                break;
            case TextField field when anew || (!field.HasFocus && field.Error is null):
                field.Text = _row.Shown(chain);
                break;
        }
    }

    private string? ProblemOf(string text) => _chain is null ? null : _row.Set(_chain, text).Problem;

    private void Tell()
    {
        if (_chain is not null && Field.Error is null)
        {
            _changed(_row, Field switch
            {
                SwitchField field => ChainValueText.Switch(field.Value),
                ChoiceField field => field.SelectedId,
                TextField field => field.Text,
                _ => "",
            });
        }
    }
}
