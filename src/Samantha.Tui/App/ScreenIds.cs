using System.Collections.Immutable;

namespace Samantha.Tui.App;

/// <summary>The names of the screens, for navigation, text keys and settings. Alt+1 is the first one.</summary>
public static class ScreenIds
{
    public const string Chains = "chains";
    public const string Editor = "editor";
    public const string Session = "session";
    public const string Code = "code";
    public const string Models = "models";
    public const string Settings = "settings";
    public const string Help = "help";
    public const string About = "about";
    public const string Learn = "learn";

    public static ImmutableArray<string> InOrder { get; } =
        [Chains, Editor, Session, Code, Models, Settings, Help, About, Learn];
}
