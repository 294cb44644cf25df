using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Tests.App;

/// <summary>A view that shows what it was told; a test can put its own drawing and handling in.</summary>
internal sealed class EchoView : IAppView
{
    public string Text { get; set; } = "";

    public List<InputEvent> Inputs { get; } = [];

    public Action<Canvas>? OnDraw { get; set; }

    public Action<InputEvent>? OnInput { get; set; }

    public int Draws { get; private set; }

    public void Draw(Canvas canvas)
    {
        Draws++;
        canvas.Text(0, 0, Text, ThemeRole.Text);
        OnDraw?.Invoke(canvas);
    }

    public bool Handle(InputEvent input)
    {
        Inputs.Add(input);
        if (input is KeyEvent { IsText: true } key)
        {
            Text += key.Text;
        }

        OnInput?.Invoke(input);
        return true;
    }
}
