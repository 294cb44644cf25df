using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.App;

/// <summary>The root of what is on screen. Both methods run on the UI thread and must not wait for anything.</summary>
public interface IAppView
{
    /// <summary>Draws the whole frame; the canvas is blank in the theme's style.</summary>
    void Draw(Canvas canvas);

    /// <summary>True when the event was used.</summary>
    bool Handle(InputEvent input);
}
