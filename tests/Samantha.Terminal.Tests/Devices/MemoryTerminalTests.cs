using System.Text;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Devices;

namespace Samantha.Terminal.Tests.Devices;

/// <summary>The emulator is what other tests trust, so it has its own.</summary>
public sealed class MemoryTerminalTests : IDisposable
{
    private readonly MemoryTerminal _terminal = new(10, 3);

    public MemoryTerminalTests() => _terminal.Enter();

    public void Dispose() => _terminal.Dispose();

    [Theory]
    [InlineData("abc", "abc||")]
    [InlineData("\e[2;3Hx\e[3Cy\e[1Gz", "|z x   y|")]
    [InlineData("0123456789ab", "012345678b||")]
    [InlineData("日本\e[2Gx", " x本||")]
    [InlineData("日本\e[1Gx", "x 本||")]
    [InlineData("👨‍👩‍👧x", "👨‍👩‍👧x||")]
    [InlineData("🇧🇷🇵🇹", "🇧🇷🇵🇹||")]
    [InlineData("e\u0301x", "e\u0301x||")]
    [InlineData("a\e[2J", "||")]
    [InlineData("a\r\nb\r\nc\r\nd", "b|c|d")]
    public void What_is_written_is_shown(string written, string screen)
    {
        Write(written);
        Assert.Equal(screen, _terminal.Screen.Replace('\n', '|'));
        Assert.Empty(_terminal.Violations);
    }

    [Fact]
    public void Styles_are_kept_per_cell()
    {
        Write("\e[1;31;44ma\e[0mb\e[38;2;1;2;3;48;5;200mc\e[90md");
        Assert.Equal(new Style(Color.Red, Color.Blue, TextAttributes.Bold), _terminal.CellAt(0, 0).Style);
        Assert.Equal(Style.Plain, _terminal.CellAt(1, 0).Style);
        Assert.Equal(new Style(Color.Rgb(1, 2, 3), Color.Palette(200)), _terminal.CellAt(2, 0).Style);
        Assert.Equal(new Style(Color.BrightBlack, Color.Palette(200)), _terminal.CellAt(3, 0).Style);
    }

    [Theory]
    [InlineData("\e[31")]
    [InlineData("\e[?2026h")]
    [InlineData("\e[6n")]
    [InlineData("\ec")]
    [InlineData("\u009B2J")]
    [InlineData("\u202E")]
    [InlineData("\b")]
    [InlineData("\e]0;x\e\\")]
    [InlineData("\e[?1003h")]
    [InlineData("\e[5m")]
    public void What_the_program_must_not_write_is_noted(string written)
    {
        Write(written);
        Assert.NotEmpty(_terminal.Violations);
    }

    private void Write(string text) => _terminal.Write(Encoding.UTF8.GetBytes(text));
}
