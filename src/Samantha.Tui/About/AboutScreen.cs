using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.App;
using Samantha.Tui.Help;
using Samantha.Tui.Ports;

namespace Samantha.Tui.About;

/// <summary>What the program is, responsible use, versions and licences, and where its files are. Shows texts only.</summary>
public sealed class AboutScreen : Screen
{
    private readonly TranscriptView _view;
    private readonly Pane _pane;
    private bool _written;

    public AboutScreen(ScreenContext context)
        : base(context, ScreenIds.About)
    {
        _view = new TranscriptView(Kit);
        _pane = new Pane(Kit, T("tab.about"), _view, 1);
    }

    public override KeyMap Keys => KeysFor(Context);

    public override IReadOnlyList<Widget> Children => [_pane];

    public static KeyMap KeysFor(ScreenContext context) => context.Keys("about");

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _pane.Arrange(area);
        if (!_written)
        {
            _written = true;
            Write();
            _view.Arrange(_view.Bounds);
            _view.Run("log.first");
        }
    }

    public override void Draw(Canvas canvas) => DrawChild(canvas, Bounds, _pane);

    private void Write()
    {
        ProgramFacts facts = Context.Services.Facts;
        TranscriptLog log = _view.Log;
        log.AppendLine(T("about.title", facts.Version), ThemeRole.Title);
        TextPage.Append(log, T("about.text"));
        TextPage.Append(log, T("about.responsible-use"));
        log.AppendLine(" ");
        log.AppendLine(T("about.places"), ThemeRole.Heading);
        log.AppendLine(T("about.data", Context.Services.Data.Root));
        log.AppendLine(T("about.home", facts.HomeFolder));
        log.AppendLine(T("about.log", Context.Services.Log.Path));
        log.AppendLine(" ");
        log.AppendLine(T("about.components"), ThemeRole.Heading);
        foreach (ProgramComponent component in facts.Components)
        {
            log.AppendLine($"{component.Name} {component.Version} · {component.Licence}");
        }
    }
}
