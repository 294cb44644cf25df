using Samantha.Terminal.App;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.Tests.App;

public sealed class KeyMapTests
{
    private readonly KeyMap _map = new("lists", [
        KeyAction.Of("list.down", "next row", "Down", "j"),
        KeyAction.Of("list.up", "row before", "Up", "k"),
        KeyAction.Of("app.palette", "all commands", "Ctrl+P"),
    ]);

    [Fact]
    public void A_key_finds_its_action_however_it_was_typed()
    {
        Assert.Equal("list.down", _map.Find(new KeyEvent(Key.Down)));
        Assert.Equal("list.down", _map.Find(new KeyEvent(Key.Character, Text: "j")));
        Assert.Equal("app.palette", _map.Find(new KeyEvent(Key.Character, KeyModifiers.Ctrl, "p")));
        Assert.Null(_map.Find(new KeyEvent(Key.Character, Text: "J")));
        Assert.Equal("row before", _map["list.up"]!.Help);
        Assert.Null(_map["nothing"]);
    }

    [Fact]
    public void A_clash_names_both_actions_the_key_and_the_scope()
    {
        var problem = Assert.Throws<KeyMapException>(() => Remapped("list.up", "Ctrl+p"));
        Assert.Equal(
            "Keys of lists: Ctrl+P stands for \"list.up\" and for \"app.palette\". Give one of them another key.",
            problem.Message);
    }

    [Fact]
    public void Keys_can_be_changed_taken_away_and_misspelled()
    {
        var map = Remapped("list.up", "Alt+Up", "w");
        Assert.Equal("list.up", map.Find(new KeyEvent(Key.Up, KeyModifiers.Alt)));
        Assert.Null(map.Find(new KeyEvent(Key.Up)));
        Assert.Null(Remapped("list.up").Find(new KeyEvent(Key.Up)));
        Assert.Equal("list.up", Remapped("other.scope", "Up").Find(new KeyEvent(Key.Up)));
        var problem = Assert.Throws<KeyMapException>(() => Remapped("list.up", "Hyper+Q"));
        Assert.StartsWith("Keys of lists, action \"list.up\": \"Hyper+Q\" is no key", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_that_is_there_twice_is_refused() => Assert.Throws<KeyMapException>(
        () => new KeyMap("x", [KeyAction.Of("a", "", "1"), KeyAction.Of("a", "", "2")]));

    private KeyMap Remapped(string id, params string[] keys) =>
        _map.Remap(new Dictionary<string, IReadOnlyList<string>> { [id] = keys });
}
