using Samantha.Terminal.App;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.App;
using Samantha.Tui.Help;
using Samantha.Tui.Ports;

namespace Samantha.Tui.About;

/// <summary>What the program is, responsible use, versions and licences, and where its files are. Shows texts only.</summary>
public sealed class AboutScreen(ScreenContext context) : TextScreen(context, ScreenIds.About)
{
    public override KeyMap Keys => KeysFor(Context);

    public static KeyMap KeysFor(ScreenContext context) => context.Keys("about");

    protected override void Write(TranscriptLog log)
    {
        ProgramFacts facts = Context.Services.Facts;
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
