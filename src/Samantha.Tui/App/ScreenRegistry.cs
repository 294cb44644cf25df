using System.Collections.Immutable;
using Samantha.Tui.About;
using Samantha.Tui.Chains;
using Samantha.Tui.Code;
using Samantha.Tui.Editor;
using Samantha.Tui.Help;
using Samantha.Tui.Models;
using Samantha.Tui.Sessions;
using Samantha.Tui.Settings;

namespace Samantha.Tui.App;

/// <summary>The one place where screens are registered, in the order of their tabs. A screen is made when it is first shown.</summary>
public static class ScreenRegistry
{
    public static ImmutableArray<ScreenEntry> All { get; } =
    [
        new(ScreenIds.Chains, context => new ChainsScreen(context)),
        new(ScreenIds.Editor, context => new EditorScreen(context)),
        new(ScreenIds.Session, context => new SessionScreen(context)),
        new(ScreenIds.Code, context => new CodeScreen(context)),
        new(ScreenIds.Models, context => new ModelsScreen(context)),
        new(ScreenIds.Settings, context => new SettingsScreen(context)),
        new(ScreenIds.Help, context => new HelpScreen(context)),
        new(ScreenIds.About, context => new AboutScreen(context)),
    ];
}

/// <summary>A screen's id and how it is made.</summary>
public sealed record ScreenEntry(string Id, Func<ScreenContext, Screen> Create);
