using System.Collections.Immutable;
using Samantha.Terminal.App;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.Widgets;

/// <summary>
/// The key tables of all kinds of widgets, with a person's own keys in them. A clash is refused by the key map, by name.
/// </summary>
public sealed class WidgetKeys
{
    private readonly WidgetTexts _texts;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _own;

    public WidgetKeys(WidgetTexts texts, IReadOnlyDictionary<string, IReadOnlyList<string>>? keysByActionId = null)
    {
        _texts = texts;
        _own = keysByActionId ?? ImmutableDictionary<string, IReadOnlyList<string>>.Empty;
        var rows = Rows();
        List = Map("list", rows);
        Table = Map("table", [.. rows, ("table.sort", ["s"]), ("table.reverse", ["S"]),
            ("table.left", ["Left", "h"]), ("table.right", ["Right", "l"])]);
        Tree = Map("tree", [.. rows, ("tree.collapse", ["Left", "h"]), ("tree.expand", ["Right", "l"])]);
        Log = Map("log", LogKeys());
        Edit = Map("edit", EditKeys());
        Field = Map("field", [("field.previous", ["Left"]), ("field.next", ["Right"]), ("field.change", ["Space", "Enter"])]);
        Tabs = Map("tabs", [("tabs.previous", ["Left", "h"]), ("tabs.next", ["Right", "l"])]);
        Button = Map("button", [("button.press", ["Enter", "Space"])]);
        Popup = Map("popup", [("popup.close", ["Escape", "q"]), ("popup.accept", ["Enter"]),
            ("popup.left", ["Left", "h", "Shift+Tab"]), ("popup.right", ["Right", "l", "Tab"])]);
        TextPopup = Map("text-popup", [("popup.take", ["Ctrl+S", "Alt+Enter"]), ("popup.close", ["Escape"])]);
        Root = Map("app", [("focus.next", ["Tab"]), ("focus.previous", ["Shift+Tab"]), ("focus.zoom", ["+"]),
            ("app.palette", ["Ctrl+P", ":"]), ("app.help", ["?", "F1"])]);
    }

    public KeyMap List { get; }

    public KeyMap Table { get; }

    public KeyMap Tree { get; }

    public KeyMap Log { get; }

    public KeyMap Edit { get; }

    public KeyMap Field { get; }

    public KeyMap Tabs { get; }

    public KeyMap Button { get; }

    public KeyMap Popup { get; }

    /// <summary>Of a dialog in which text is written: letters and Enter belong to the text.</summary>
    public KeyMap TextPopup { get; }

    public KeyMap Root { get; }

    /// <summary>Every table, for a settings page and for the check of a person's own keys.</summary>
    public ImmutableArray<KeyMap> All => [List, Table, Tree, Log, Edit, Field, Tabs, Button, Popup, TextPopup, Root];

    /// <summary>The first key of an action as people write it; empty when it has none.</summary>
    public static string KeyOf(KeyMap map, string actionId) =>
        map[actionId] is { Keys.Length: > 0 } action ? action.Keys[0].ToString() : "";

    private static (string Id, string[] Keys)[] Rows() =>
    [
        ("list.up", ["Up", "k"]),
        ("list.down", ["Down", "j"]),
        ("list.page-up", ["PageUp", "Ctrl+U"]),
        ("list.page-down", ["PageDown", "Ctrl+D"]),
        ("list.first", ["Home", "g"]),
        ("list.last", ["End", "G"]),
        ("list.open", ["Enter"]),
        ("list.filter", ["/"]),
        ("list.clear-filter", ["Escape"]),
    ];

    private static (string Id, string[] Keys)[] LogKeys() =>
    [
        ("log.up", ["Up", "k"]),
        ("log.down", ["Down", "j"]),
        ("log.page-up", ["PageUp", "Ctrl+U"]),
        ("log.page-down", ["PageDown", "Ctrl+D", "Space"]),
        ("log.first", ["Home", "g"]),
        ("log.last", ["End", "G"]),
        ("log.search", ["/"]),
        ("log.next", ["n"]),
        ("log.previous", ["N"]),
        ("log.select", ["v"]),
        ("log.copy", ["y", "Ctrl+C"]),
        ("log.cancel", ["Escape"]),
    ];

    private static (string Id, string[] Keys)[] EditKeys() =>
    [
        ("edit.undo", ["Ctrl+Z", "Alt+U"]),
        ("edit.redo", ["Ctrl+Y", "Alt+E"]),
        ("edit.copy", ["Ctrl+C"]),
        ("edit.cut", ["Ctrl+X"]),
        ("edit.paste", ["Ctrl+V"]),
        ("edit.select-all", ["Ctrl+A"]),
        ("edit.search", ["Ctrl+F"]),
        ("edit.next", ["F3"]),
        ("edit.previous", ["Shift+F3"]),
        ("edit.delete-word", ["Ctrl+W", "Ctrl+Backspace", "Alt+Backspace"]),
        ("edit.delete-line-end", ["Ctrl+K"]),
        ("edit.external", ["Ctrl+E"]),
        ("edit.numbers", ["Alt+N"]),
        ("edit.cancel", ["Escape"]),
    ];

    private KeyMap Map(string scope, IEnumerable<(string Id, string[] Keys)> actions) =>
        new KeyMap(scope, actions.Select(action => Action(action.Id, action.Keys))).Remap(_own);

    private KeyAction Action(string id, string[] keys)
    {
        var text = _texts.Actions.GetValueOrDefault(id) ?? new ActionText(id);
        return new KeyAction(id, [.. keys.Select(KeyChord.Parse)], text.Help, text.Label);
    }
}
