using System.Collections.Immutable;
using Samantha.Terminal.App;
using Samantha.Terminal.Input;
using Samantha.Terminal.Widgets.Commands;
using Samantha.Terminal.Widgets.Panes;

namespace Samantha.Terminal.Widgets;

/// <summary>
/// What the root does by itself: move the focus, enlarge a pane, open the palette and the help, list the valid keys.
/// </summary>
public sealed partial class WidgetRoot
{
    /// <summary>As many keys as a status line of 80 cells can show.</summary>
    public const int DefaultHints = 6;

    /// <summary>The keys worth showing now: those of the focused widget first, then the program's and the root's.</summary>
    public ImmutableArray<KeyHint> Hints(int most = DefaultHints)
    {
        // Asked for with every frame, so nothing is made of keys that are shown already.
        var hints = ImmutableArray.CreateBuilder<KeyHint>();
        var seen = new HashSet<KeyChord>();
        foreach (var (map, canRun) in Maps())
        {
            foreach (var action in map.Actions)
            {
                if (hints.Count < most && action.Label.Length > 0 && action.Keys.Length > 0 && canRun(action.Id)
                    && seen.Add(action.Keys[0]))
                {
                    hints.Add(new KeyHint(action.Id, action.Keys[0].ToString(), action.Label));
                }
            }
        }

        return hints.ToImmutable();
    }

    /// <summary>
    /// Everything that could be done now, for the palette: what the screen can do first, then the program, then what every list
    /// and text can do.
    /// </summary>
    public ImmutableArray<PaletteItem> Commands() =>
    [
        .. Maps().OrderBy(pair => IsOwn(pair.Map) ? 0 : pair.Map == ProgramKeys ? 1 : 2).SelectMany(pair => pair.Map.Actions
            .Where(action => pair.CanRun(action.Id))
            .Select(action => new PaletteItem(action.Id, action.Help, string.Join(" ", action.Keys), TitleOf(pair.Map))))
            .DistinctBy(item => item.ActionId),
    ];

    public void OpenPalette() => new CommandPalette(_kit, Commands(), item => Run(item.ActionId)).Open();

    public void OpenHelp() =>
        new HelpOverlay(_kit, [.. Maps().OrderBy(pair => IsOwn(pair.Map) ? 0 : 1)
            .Select(pair => new HelpSection(TitleOf(pair.Map), pair.Map))]).Open();

    /// <summary>The table of a screen: neither the program's nor one that all widgets of a kind have.</summary>
    private bool IsOwn(KeyMap map) => map != ProgramKeys && !_kit.Keys.All.Contains(map);

    private string TitleOf(KeyMap map) => _kit.Texts.Scopes.GetValueOrDefault(map.Scope) ?? map.Scope;

    private IEnumerable<(KeyMap Map, Func<string, bool> CanRun)> Maps()
    {
        foreach (var widget in FocusPath)
        {
            if (widget.Keys is { } keys)
            {
                yield return (keys, widget.CanRun);
            }
        }

        if (ProgramKeys is not null && _layer == Content)
        {
            yield return (ProgramKeys, CanRunProgramAction);
        }

        yield return (_kit.Keys.Root, CanRunOwn);
    }

    private bool CanRunOwn(string actionId) => actionId switch
    {
        "focus.next" or "focus.previous" => _layer.Tree().Count(widget => widget.CanFocus) > 1,
        "focus.zoom" => FocusPath.Any(widget => widget is SplitPane),
        "app.palette" or "app.help" => _layer == Content,
        _ => true,
    };

    private bool RunOwn(string actionId)
    {
        if (!CanRunOwn(actionId))
        {
            return false;
        }

        switch (actionId)
        {
            case "focus.next":
                _ring.Next();
                ShowFocus();
                return true;
            case "focus.previous":
                _ring.Previous();
                ShowFocus();
                return true;
            case "focus.zoom":
                ToggleZoom();
                return true;
            case "app.palette":
                OpenPalette();
                return true;
            case "app.help":
                OpenHelp();
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// Gives the whole screen to the focused pane on every level of splits, or gives the others their place back.
    /// </summary>
    private void ToggleZoom()
    {
        var path = FocusPath;
        bool zoom = !path.Any(widget => widget is SplitPane { Zoomed: not null });
        for (int at = 1; at < path.Count; at++)
        {
            if (path[at] is SplitPane split)
            {
                split.Zoomed = zoom ? path[at - 1] : null;
            }
        }
    }

    private bool JumpToPane(KeyEvent key)
    {
        if (key.Key != Key.Character || key.Text.Length != 1 || !char.IsAsciiDigit(key.Text[0])
            || (key.Modifiers & ~KeyModifiers.Alt) != KeyModifiers.None)
        {
            return false;
        }

        int number = key.Text[0] - '0';
        if (_layer.Tree().OfType<Pane>().FirstOrDefault(pane => pane.Number == number && number > 0) is not { } pane)
        {
            return false;
        }

        Focus(pane);
        return true;
    }
}
