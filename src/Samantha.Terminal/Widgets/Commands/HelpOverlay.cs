using System.Collections.Immutable;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Commands;

/// <summary>Every key that works where the focus is, made from the key tables, so that it is never out of date.</summary>
public sealed class HelpOverlay : Popup
{
    private const int WantedCells = 72;
    private const int KeyCells = 24;

    private readonly TranscriptView _view;

    public HelpOverlay(WidgetKit kit, ImmutableArray<HelpSection> sections)
        : base(kit, kit.Texts.HelpTitle)
    {
        _view = new TranscriptView(kit) { Backdrop = ThemeRole.Popup };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            AddSection(section, seen);
        }

        _view.Arrange(new Rect(0, 0, WantedCells, 1));
        _view.Run("log.first");
    }

    public override bool CanFocus => false;

    public override IReadOnlyList<Widget> Children => [_view];

    public override (int Width, int Height) WantedSize(int screenWidth, int screenHeight) => (WantedCells, _view.Log.Count);

    protected override void ArrangeInside(Rect area) => _view.Arrange(area);

    protected override void DrawInside(Canvas canvas) => _view.Draw(canvas);

    private void AddSection(HelpSection section, HashSet<string> seen)
    {
        var actions = section.Keys.Actions.Where(action => action.Keys.Length > 0 && seen.Add(action.Id)).ToList();
        if (actions.Count == 0)
        {
            return;
        }

        if (_view.Log.Count > 0)
        {
            _view.Log.AppendLine(" ");
        }

        _view.Log.AppendLine(section.Title, ThemeRole.Heading);
        foreach (var action in actions)
        {
            string keys = CellText.Fit(string.Join(", ", action.Keys), KeyCells);
            string text = $"  {keys}  {action.Help}";
            _view.Log.AppendLine(new StyledLine(text, [new StyledSpan(2, keys.Length, ThemeRole.StatusKey)]));
        }
    }
}
