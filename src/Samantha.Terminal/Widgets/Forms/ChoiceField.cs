using System.Collections.Immutable;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Forms;

/// <summary>A field with one of several values: Left and Right go through them, Enter shows them all.</summary>
public sealed class ChoiceField : FormField
{
    public ChoiceField(WidgetKit kit, string label, ImmutableArray<ListItem> choices, string? selectedId = null)
        : base(kit, label)
    {
        Choices = choices;
        SelectedId = selectedId ?? (choices.IsEmpty ? "" : choices[0].Id);
    }

    public ImmutableArray<ListItem> Choices { get; set; }

    /// <summary>Id of the chosen one; an id that is none of the choices shows as itself.</summary>
    public string SelectedId { get; set; }

    public ListItem? Selected => Choices.FirstOrDefault(choice => choice.Id == SelectedId);

    public override KeyMap? Keys => Kit.Keys.Field;

    public override bool Handle(InputEvent input)
    {
        if (Enabled && input is MouseEvent { Action: MouseAction.Press, Button: MouseButton.Left })
        {
            return Run("field.change");
        }

        return Enabled && base.Handle(input);
    }

    public override bool CanRun(string actionId) => Choices.Length > 0;

    public override bool Run(string actionId)
    {
        switch (actionId)
        {
            case "field.change" when Choices.Length > 0:
                new ChoiceDialog(Kit, Label, Choices, SelectedId, choice => Choose(choice.Id)).Open();
                return true;
            case "field.previous" when Choices.Length > 0:
                Choose(Choices[Math.Max(0, IndexOfSelected() - 1)].Id);
                return true;
            case "field.next" when Choices.Length > 0:
                Choose(Choices[Math.Min(Choices.Length - 1, IndexOfSelected() + 1)].Id);
                return true;
            default:
                return false;
        }
    }

    protected override void DrawValue(Canvas canvas)
    {
        var style = Look(canvas, ValueRole);
        string text = CellText.Truncate(Selected?.Text ?? SelectedId, canvas.Width - 4, canvas.Glyphs.Ellipsis);
        canvas.Text(0, 0, $"{canvas.Glyphs.ArrowLeft} {text} {canvas.Glyphs.ArrowRight}", style);
        if (HasFocus)
        {
            canvas.PlaceCursor(2, 0);
        }
    }

    private int IndexOfSelected()
    {
        for (int index = 0; index < Choices.Length; index++)
        {
            if (Choices[index].Id == SelectedId)
            {
                return index;
            }
        }

        return -1;
    }

    private void Choose(string id)
    {
        if (SelectedId != id)
        {
            SelectedId = id;
            RaiseChanged();
        }
    }
}
