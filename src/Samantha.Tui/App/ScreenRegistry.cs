using System.Collections.Immutable;
using Samantha.Terminal.App;
using Samantha.Tui.About;
using Samantha.Tui.Chains;
using Samantha.Tui.Code;
using Samantha.Tui.Editor;
using Samantha.Tui.Help;
using Samantha.Tui.Learn;
using Samantha.Tui.Models;
using Samantha.Tui.Sessions;
using Samantha.Tui.Settings;

namespace Samantha.Tui.App;

/// <summary>
/// The one place where screens are registered, in the order of their tabs. A screen is made when it is first shown.
/// </summary>
public static class ScreenRegistry
{
    public static ImmutableArray<ScreenEntry> All { get; } =
    [
        new(ScreenIds.Chains, context => new ChainsScreen(context), ChainsScreen.KeysFor),
        new(ScreenIds.Editor, context => new EditorScreen(context), EditorScreen.KeysFor),
        new(ScreenIds.Session, context => new SessionScreen(context), SessionScreen.KeysFor),
        new(ScreenIds.Code, context => new CodeScreen(context), CodeScreen.KeysFor),
        new(ScreenIds.Models, context => new ModelsScreen(context), ModelsScreen.KeysFor),
        new(ScreenIds.Settings, context => new SettingsScreen(context), SettingsScreen.KeysFor),
        new(ScreenIds.Help, context => new HelpScreen(context), HelpScreen.KeysFor),
        new(ScreenIds.About, context => new AboutScreen(context), AboutScreen.KeysFor),
        new(ScreenIds.Learn, context => new LearnScreen(context), LearnScreen.KeysFor),
    ];
}

/// <summary>A screen's id, how it is made, and its key table for the help.</summary>
public sealed record ScreenEntry(string Id, Func<ScreenContext, Screen> Create, Func<ScreenContext, KeyMap> Keys);
