using Samantha.Terminal.App;
using Samantha.Terminal.Input;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.App;

/// <summary>Makes key tables out of action ids: the words come from the texts, changed keys from the settings.</summary>
public static class ScreenKeys
{
    /// <param name="texts">Help and labels.</param>
    /// <param name="settings">A person's own keys. When they clash, the table keeps the usual ones.</param>
    /// <param name="scope">The table's name.</param>
    /// <param name="clash">Told what is wrong with a person's own keys.</param>
    /// <param name="actions">Ids and usual keys.</param>
    public static KeyMap Make(
        TextCatalog texts, UiSettings settings, string scope, Action<string>? clash,
        params ReadOnlySpan<(string ActionId, string[] Keys)> actions)
    {
        var made = new List<KeyAction>();
        foreach ((string id, string[] keys) in actions)
        {
            made.Add(new KeyAction(id, [.. keys.Select(KeyChord.Parse)], texts["action." + id], texts.Find("label." + id) ?? ""));
        }

        var map = new KeyMap(scope, made);
        try
        {
            return map.Remap(OwnKeys(settings));
        }
        catch (KeyMapException e)
        {
            clash?.Invoke(e.Message);
            return map;
        }
    }

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> OwnKeys(UiSettings settings) =>
        settings.Keys.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value);
}
