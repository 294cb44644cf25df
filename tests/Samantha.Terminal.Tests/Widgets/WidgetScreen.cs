using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Devices;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;

namespace Samantha.Terminal.Tests.Widgets;

/// <summary>A tree of widgets in a terminal in memory, driven by keys and mouse as a person would.</summary>
internal sealed class WidgetScreen : IDisposable
{
    private readonly ManualTime _time = new();

    public WidgetScreen(
        Func<WidgetKit, Widget> make,
        int width = 80,
        int height = 24,
        Glyphs? glyphs = null,
        WidgetTexts? texts = null,
        Action<string, Action<string?>>? editor = null)
    {
        Terminal = new MemoryTerminal(width, height);
        Kit = new WidgetKit(texts, new WidgetServices
        {
            Copy = Copy,
            Notify = Notices.Add,
            EditExternally = editor,
            Time = _time,
        });
        Root = new WidgetRoot(Kit, make(Kit));
        var options = new AppOptions { Glyphs = glyphs ?? Glyphs.Unicode, Theme = Theme.Dark, Time = _time };
        App = new TerminalApp(Terminal, Root, options);
        App.Pump();
    }

    public MemoryTerminal Terminal { get; }

    public TerminalApp App { get; }

    public WidgetKit Kit { get; }

    public WidgetRoot Root { get; }

    public List<string> Copied { get; } = [];

    public List<string> Notices { get; } = [];

    /// <summary>The screen's rows without trailing blanks.</summary>
    public string Text => Terminal.Screen;

    public string Row(int y) => Terminal.Row(y);

    public void Press(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            Terminal.Press(key);
            Settle();
        }
    }

    public void Type(string text)
    {
        Terminal.Type(text);
        Settle();
    }

    public void Paste(string text)
    {
        Terminal.Paste(text);
        Settle();
    }

    public void Click(int x, int y)
    {
        Terminal.Click(x, y);
        Settle();
    }

    public void Wheel(int x, int y, int lines)
    {
        Terminal.Wheel(x, y, lines);
        Settle();
    }

    public void Send(string sequence)
    {
        Terminal.Send(System.Text.Encoding.UTF8.GetBytes(sequence));
        Settle();
    }

    public void Resize(int width, int height)
    {
        Terminal.Resize(width, height);
        Settle();
    }

    public void Wait(int milliseconds)
    {
        _time.Advance(milliseconds);
        App.Pump();
    }

    /// <summary>Draws what was changed behind the widgets' back.</summary>
    public void Draw() => App.Pump();

    public void Dispose()
    {
        App.Dispose();
        Assert.Empty(Terminal.Violations);
    }

    private void Settle()
    {
        App.Pump();

        // A lone escape byte becomes the key only after some time.
        _time.Advance(50);
        App.Pump();
    }

    private bool Copy(string text)
    {
        Copied.Add(text);
        return true;
    }
}
