using Samantha.Terminal.App;
using Samantha.Terminal.Input;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.App;

/// <summary>Makes key tables out of action ids: the words come from the texts, changed keys from the settings.</summary>
public static class ScreenKeys
{
    public static KeyMap Make(
        TextCatalog texts, UiSettings settings, string scope, params ReadOnlySpan<(string ActionId, string[] Keys)> actions)
    {
        var made = new List<KeyAction>();
        foreach ((string id, string[] keys) in actions)
        {
            made.Add(new KeyAction(id, [.. keys.Select(KeyChord.Parse)], texts["action." + id], texts.Find("label." + id) ?? ""));
        }

        return new KeyMap(scope, made).Remap(OwnKeys(settings));
    }

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> OwnKeys(UiSettings settings) =>
        settings.Keys.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value);
}
