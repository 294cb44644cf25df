using System.Collections.Immutable;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.App;

/// <summary>
/// The key table of one scope (a pane, or everywhere): which key does what, for dispatch, help, status line and palette alike.
/// Immutable. A key that stands for two actions is refused with both names.
/// </summary>
public sealed class KeyMap
{
    public KeyMap(string scope, IEnumerable<KeyAction> actions) => throw new NotImplementedException();

    public string Scope => throw new NotImplementedException();

    public ImmutableArray<KeyAction> Actions => throw new NotImplementedException();

    /// <summary>The id of the action that a key stands for, or null.</summary>
    public string? Find(KeyEvent key) => throw new NotImplementedException();

    public KeyAction? this[string actionId] => throw new NotImplementedException();

    /// <summary>The table with other keys for some actions. Ids of other scopes are left alone. <see cref="KeyMapException"/> for a clash.</summary>
    /// <param name="keysByActionId">Keys as people write them; an empty list takes an action's keys away.</param>
    public KeyMap Remap(IReadOnlyDictionary<string, IReadOnlyList<string>> keysByActionId) => throw new NotImplementedException();
}
