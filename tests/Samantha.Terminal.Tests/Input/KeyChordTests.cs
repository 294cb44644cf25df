using Samantha.Terminal.Devices;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.Tests.Input;

public sealed class KeyChordTests
{
    [Theory]
    [InlineData("ctrl+p", "Ctrl+P")]
    [InlineData("Ctrl+Shift+p", "Ctrl+Shift+P")]
    [InlineData("Shift+g", "G")]
    [InlineData("g", "g")]
    [InlineData("?", "?")]
    [InlineData("+", "+")]
    [InlineData("Ctrl++", "Ctrl++")]
    [InlineData("Shift+?", "?")]
    [InlineData("Ctrl+Shift+1", "Ctrl+1")]
    [InlineData("alt+enter", "Alt+Enter")]
    [InlineData("shift+tab", "Shift+Tab")]
    [InlineData("pgdn", "PgDn")]
    [InlineData("escape", "Esc")]
    [InlineData("f12", "F12")]
    [InlineData("Space", "Space")]
    [InlineData(" Ctrl+Space ", "Ctrl+Space")]
    [InlineData("ç", "ç")]
    public void A_key_is_read_as_people_write_it(string text, string expected)
    {
        Assert.Equal(expected, KeyChord.Parse(text).ToString());
        Assert.Equal(KeyChord.Parse(text), KeyChord.Parse(expected));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Hyper+A")]
    [InlineData("Ctrl+")]
    [InlineData("F13")]
    [InlineData("ab")]
    [InlineData("Character")]
    [InlineData("None")]
    public void What_is_no_key_is_refused_with_a_reason(string text)
    {
        Assert.False(KeyChord.TryParse(text, out _, out var error));
        Assert.Contains("is no key", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_key_that_can_be_written_comes_back_from_its_bytes()
    {
        string[] modifiers = ["", "Ctrl+", "Alt+", "Shift+", "Ctrl+Alt+", "Ctrl+Shift+"];
        string[] keys =
        [
            "a", "z", "i", "m", "h", "Space", "é", "Enter", "Tab", "Backspace",
            "Esc", "Up", "Home", "Ins", "Del", "PgUp", "F1", "F4", "F5", "F12",
        ];
        foreach (var text in modifiers.SelectMany(m => keys.Select(k => m + k)))
        {
            var chord = KeyChord.Parse(text);
            var events = new List<InputEvent>();
            new InputDecoder().Feed(KeyBytes.Of(chord), events);
            Assert.Equal(chord, ((KeyEvent)Assert.Single(events)).Chord);
        }
    }
}
