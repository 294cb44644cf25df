using System.Collections.Immutable;

namespace Samantha.Terminal.Widgets;

/// <summary>What an action is called in help and palette, and in one word for the status line (empty: not shown there).</summary>
public sealed record ActionText(string Help, string Label = "")
{
    /// <summary>English texts of every action of the widgets.</summary>
    public static ImmutableDictionary<string, ActionText> English { get; } = new Dictionary<string, ActionText>
    {
        ["list.up"] = new("One row up"),
        ["list.down"] = new("One row down", "move"),
        ["list.page-up"] = new("One page up"),
        ["list.page-down"] = new("One page down"),
        ["list.first"] = new("To the first row"),
        ["list.last"] = new("To the last row"),
        ["list.open"] = new("Open the selected row", "open"),
        ["list.filter"] = new("Show only rows that contain a text", "filter"),
        ["list.clear-filter"] = new("Show all rows again"),
        ["table.sort"] = new("Sort by the next column", "sort"),
        ["table.reverse"] = new("Turn the order round"),
        ["table.left"] = new("Show columns further left"),
        ["table.right"] = new("Show columns further right"),
        ["tree.collapse"] = new("Close the branch, or go to its parent"),
        ["tree.expand"] = new("Open the branch, or go to its first child", "branch"),
        ["log.up"] = new("One row up"),
        ["log.down"] = new("One row down", "scroll"),
        ["log.page-up"] = new("One page up"),
        ["log.page-down"] = new("One page down"),
        ["log.first"] = new("To the beginning"),
        ["log.last"] = new("To the end, and follow it", "follow"),
        ["log.search"] = new("Search", "search"),
        ["log.next"] = new("Next place found"),
        ["log.previous"] = new("Previous place found"),
        ["log.select"] = new("Begin to select lines", "select"),
        ["log.copy"] = new("Copy what is selected", "copy"),
        ["log.cancel"] = new("End selecting or searching"),
        ["edit.undo"] = new("Undo", "undo"),
        ["edit.redo"] = new("Redo"),
        ["edit.copy"] = new("Copy the selection"),
        ["edit.cut"] = new("Cut the selection"),
        ["edit.paste"] = new("Insert what was cut or copied here"),
        ["edit.select-all"] = new("Select everything"),
        ["edit.search"] = new("Search", "search"),
        ["edit.next"] = new("Next place found"),
        ["edit.previous"] = new("Previous place found"),
        ["edit.delete-word"] = new("Delete the word before the cursor"),
        ["edit.delete-line-end"] = new("Delete to the end of the line"),
        ["edit.external"] = new("Open in your own editor", "editor"),
        ["edit.numbers"] = new("Show or hide line numbers"),
        ["edit.cancel"] = new("End searching or selecting"),
        ["field.change"] = new("Change the value", "change"),
        ["field.previous"] = new("Previous value"),
        ["field.next"] = new("Next value"),
        ["tabs.previous"] = new("Previous tab"),
        ["tabs.next"] = new("Next tab", "tabs"),
        ["button.press"] = new("Press the button", "press"),
        ["popup.close"] = new("Close", "close"),
        ["popup.accept"] = new("Take the marked answer", "choose"),
        ["popup.take"] = new("Take the text", "take"),
        ["popup.left"] = new("Previous answer"),
        ["popup.right"] = new("Next answer"),
        ["focus.next"] = new("To the next pane", "pane"),
        ["focus.previous"] = new("To the previous pane"),
        ["focus.zoom"] = new("Make the pane large, or normal again"),
        ["app.palette"] = new("Search all commands", "commands"),
        ["app.help"] = new("Show the keys that work here", "help"),
    }.ToImmutableDictionary();

    /// <summary>English headings of the widgets' key tables.</summary>
    public static ImmutableDictionary<string, string> EnglishScopes { get; } = new Dictionary<string, string>
    {
        ["list"] = "List",
        ["table"] = "Table",
        ["tree"] = "Tree",
        ["log"] = "Text that is shown",
        ["edit"] = "Editor",
        ["field"] = "Field",
        ["tabs"] = "Tabs",
        ["button"] = "Button",
        ["popup"] = "Dialog",
        ["text-popup"] = "Dialog with a text",
        ["app"] = "Everywhere",
    }.ToImmutableDictionary();
}
