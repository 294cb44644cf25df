using System.Text;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Devices;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Tests.Devices;

public sealed class TerminalTraitsTests
{
    [Theory]
    [InlineData("TERM=xterm-256color;COLORTERM=truecolor", ColorDepth.TrueColor)]
    [InlineData("TERM=xterm-256color", ColorDepth.Palette256)]
    [InlineData("TERM=xterm", ColorDepth.Ansi16)]
    [InlineData("TERM=linux", ColorDepth.Ansi16)]
    [InlineData("TERM=dumb;COLORTERM=truecolor", ColorDepth.None)]
    [InlineData("TERM=xterm-256color;COLORTERM=truecolor;NO_COLOR=1", ColorDepth.None)]
    [InlineData("TERM=xterm-256color;NO_COLOR=", ColorDepth.Palette256)]
    [InlineData("", ColorDepth.None)]
    public void Colours_are_as_deep_as_the_environment_says(string environment, ColorDepth expected) =>
        Assert.Equal(expected, Detect(environment).Colors);

    [Fact]
    public void The_users_own_word_on_colours_wins() => Assert.Equal(
        ColorDepth.TrueColor, TerminalTraits.Detect(name => name == "NO_COLOR" ? "1" : null, ColorDepth.TrueColor).Colors);

    [Theory]
    [InlineData("LANG=pt_BR.UTF-8", true)]
    [InlineData("LC_ALL=C;LANG=en_US.UTF-8", false)]
    [InlineData("LANG=C.utf8", true)]
    [InlineData("LANG=de_DE.ISO-8859-1", false)]
    [InlineData("", true)]
    public void The_first_locale_variable_decides_on_UTF8(string environment, bool expected) =>
        Assert.Equal(expected, Detect(environment).Utf8);

    [Fact]
    public void Options_fit_the_terminal()
    {
        var plain = Detect("TERM=xterm-256color;LANG=en_US.UTF-8").ToOptions();
        Assert.Equal(
            (20, false, "dark", false),
            (plain.FramesPerSecond, plain.Glyphs.IsAscii, plain.Theme.Name, plain.AsciiText));
        var far = Detect("TERM=xterm;SSH_TTY=/dev/pts/1;TMUX=x;LANG=C").ToOptions();
        Assert.Equal((15, true, "terminal", true), (far.FramesPerSecond, far.Glyphs.IsAscii, far.Theme.Name, far.AsciiText));
        Assert.True(far.InsideTmux);
        Assert.Same(Theme.Monochrome, Detect("TERM=xterm;NO_COLOR=1").ToOptions(Theme.Light).Theme);
        Assert.True(Detect("TERM=linux").ToOptions().Glyphs.IsAscii);
        Assert.False(Detect("TERM=linux").ToOptions(ascii: false).Glyphs.IsAscii);
    }

    [Fact]
    public void The_leave_string_for_launchers_is_the_one_that_the_program_writes()
    {
        var printed = ControlSequences.LeaveForPrintf.Replace(@"\\", "\0", StringComparison.Ordinal)
            .Replace(@"\033", "\e", StringComparison.Ordinal)
            .Replace(@"\030", "\x18", StringComparison.Ordinal).Replace('\0', '\\');
        Assert.Equal(ControlSequences.Leave, printed);
    }

    [Fact]
    public void Leaving_undoes_every_mode_that_entering_and_the_mouse_set()
    {
        using var terminal = new MemoryTerminal();
        var before = terminal.Modes.Order().ToArray();
        terminal.Enter();
        terminal.Write(Encoding.ASCII.GetBytes(ControlSequences.MouseOn));
        Assert.True(terminal.Modes.IsSupersetOf([1049, 1000, 1002, 1004, 1006, 2004]));
        terminal.Leave();
        Assert.Equal(before, terminal.Modes.Except([7, 25]).Order().ToArray());
        Assert.True(terminal.Modes.IsSupersetOf([7, 25]));
        Assert.Empty(terminal.Violations);
    }

    [Fact]
    public void A_copy_goes_to_the_clipboard_up_to_the_limit_of_terminals()
    {
        Assert.NotNull(ControlSequences.Copy(new string('x', 56_244), tmux: false));
        Assert.Null(ControlSequences.Copy(new string('x', 56_247), tmux: false));
        Assert.Equal("\e]52;c;eA==\e\\\ePtmux;\e\e]52;c;eA==\e\e\\\e\\", ControlSequences.Copy("x", tmux: true));
    }

    private static TerminalTraits Detect(string environment)
    {
        var variables = environment.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .ToDictionary(p => p[0], p => p[1]);
        return TerminalTraits.Detect(name => variables.GetValueOrDefault(name));
    }
}
