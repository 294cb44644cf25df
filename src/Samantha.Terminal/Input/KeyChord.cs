using System.Diagnostics.CodeAnalysis;

namespace Samantha.Terminal.Input;

/// <summary>
/// One key combination as people write it: <c>Ctrl+P</c>, <c>?</c>, <c>Alt+1</c>, <c>Shift+Tab</c>, <c>F1</c>, <c>Space</c>.
/// Equal chords mean equal keys: Shift is dropped where the character already holds it.
/// </summary>
public readonly record struct KeyChord(Key Key, KeyModifiers Modifiers, string Text)
{
    public static KeyChord Of(KeyEvent key) => throw new NotImplementedException();

    public static KeyChord Parse(string text) => throw new NotImplementedException();

    public static bool TryParse(string text, out KeyChord chord, [NotNullWhen(false)] out string? error) =>
        throw new NotImplementedException();

    public override string ToString() => throw new NotImplementedException();
}
