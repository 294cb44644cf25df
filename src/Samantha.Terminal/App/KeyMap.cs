using System.Collections.Immutable;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.App;

/// <summary>
/// The key table of one scope (a pane, or everywhere): which key does what, for dispatch, help, status line and palette alike.
/// Immutable. A key that stands for two actions is refused with both names.
/// </summary>
public sealed class KeyMap
{
    private readonly Dictionary<KeyChord, KeyAction> _byChord = [];
    private readonly Dictionary<string, KeyAction> _byId = new(StringComparer.Ordinal);

    /// <exception cref="KeyMapException">Two actions share a key or an id.</exception>
    public KeyMap(string scope, IEnumerable<KeyAction> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        Scope = scope;
        Actions = [.. actions];
        foreach (var action in Actions)
        {
            if (!_byId.TryAdd(action.Id, action))
            {
                throw new KeyMapException($"Keys of {scope}: the action \"{action.Id}\" is there twice.");
            }

            foreach (var chord in action.Keys.Distinct())
            {
                if (!_byChord.TryAdd(chord, action))
                {
                    throw new KeyMapException(
                        $"Keys of {scope}: {chord} stands for \"{_byChord[chord].Id}\" and for \"{action.Id}\". "
                        + "Give one of them another key.");
                }
            }
        }
    }

    public string Scope { get; }

    public ImmutableArray<KeyAction> Actions { get; }

    public KeyAction? this[string actionId] => _byId.GetValueOrDefault(actionId);

    /// <summary>The id of the action that a key stands for, or null.</summary>
    public string? Find(KeyEvent key) => _byChord.GetValueOrDefault(KeyChord.Of(key))?.Id;

    /// <summary>The table with other keys for some actions. Ids of other scopes are left alone.</summary>
    /// <param name="keysByActionId">Keys as people write them; an empty list takes an action's keys away.</param>
    /// <exception cref="KeyMapException">A key is not understood, or two actions share one.</exception>
    public KeyMap Remap(IReadOnlyDictionary<string, IReadOnlyList<string>> keysByActionId)
    {
        ArgumentNullException.ThrowIfNull(keysByActionId);
        return new KeyMap(Scope, Actions.Select(action => keysByActionId.TryGetValue(action.Id, out var keys)
            ? action with { Keys = [.. keys.Select(key => ParseFor(action, key))] }
            : action));
    }

    private KeyChord ParseFor(KeyAction action, string key) => KeyChord.TryParse(key, out var chord, out var error)
        ? chord
        : throw new KeyMapException($"Keys of {Scope}, action \"{action.Id}\": {error}");
}
