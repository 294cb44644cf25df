using System.Text;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.Tests.Input;

public sealed class LoneEscapeTests
{
    private readonly ManualTime _time = new();
    private readonly List<InputEvent> _events = [];

    [Fact]
    public void A_lone_escape_is_the_Esc_key_after_thirty_milliseconds_and_not_before()
    {
        var decoder = new InputDecoder(_time);
        decoder.Feed("\e"u8, _events);
        Assert.Equal(30, decoder.PendingMs);
        _time.Advance(29);
        decoder.FlushIfDue(_events);
        Assert.Empty(_events);
        _time.Advance(1);
        decoder.FlushIfDue(_events);
        Assert.Equal("Esc", InputDecoderTests.Describe(_events));
        Assert.Null(decoder.PendingMs);
    }

    [Theory]
    [InlineData("\e[", "Alt+[")]
    [InlineData("\eO", "Alt+Shift+O")]
    [InlineData("\eP", "Alt+Shift+P")]
    [InlineData("\e]", "Alt+]")]
    [InlineData("\e_", "Alt+_")]
    public void An_introducer_that_nothing_follows_is_Alt_with_that_character(string input, string expected) =>
        Assert.Equal(expected, After(input, InputDecoder.LoneEscapeMs));

    [Fact]
    public void The_rest_of_a_slow_mouse_report_is_never_typed_text()
    {
        var decoder = new InputDecoder(_time);
        decoder.Feed("\e[<0;1"u8, _events);
        Assert.Null(decoder.PendingMs);
        _time.Advance(60_000);
        decoder.FlushIfDue(_events);
        decoder.Feed("0;5M"u8, _events);
        Assert.Equal("Press Left 9,4", InputDecoderTests.Describe(_events));
    }

    [Fact]
    public void A_reply_that_never_ends_is_given_up()
    {
        var decoder = new InputDecoder(_time);
        decoder.Feed("\e]11;rgb:00"u8, _events);
        _time.Advance(InputDecoder.StalledReplyMs);
        decoder.FlushIfDue(_events);
        decoder.Feed("a"u8, _events);
        Assert.Equal("a", InputDecoderTests.Describe(_events));
    }

    [Fact]
    public void A_paste_that_never_ends_is_handed_on() =>
        Assert.Equal("paste(text)", After("\e[200~text", InputDecoder.StalledPasteMs));

    [Fact]
    public void A_paste_over_the_limit_is_cut_and_says_so()
    {
        var decoder = new InputDecoder(_time, maxPasteBytes: 10);
        decoder.Feed(Encoding.ASCII.GetBytes("\e[200~" + new string('x', 50) + "\e[201~y"), _events);
        Assert.Equal(new PasteEvent("xxxxxxxxxx", Truncated: true), _events[0]);
        Assert.Equal("y", ((KeyEvent)_events[1]).Text);
    }

    private string After(string input, int milliseconds)
    {
        var decoder = new InputDecoder(_time);
        decoder.Feed(Encoding.ASCII.GetBytes(input), _events);
        _time.Advance(milliseconds);
        decoder.FlushIfDue(_events);
        return InputDecoderTests.Describe(_events);
    }
}
