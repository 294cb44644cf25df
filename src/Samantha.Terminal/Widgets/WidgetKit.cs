using Samantha.Terminal.Widgets.Popups;

namespace Samantha.Terminal.Widgets;

/// <summary>What all widgets of a program share: texts, key tables, services, the open popups. Made once at the start.</summary>
public sealed class WidgetKit
{
    public WidgetKit(
        WidgetTexts? texts = null,
        WidgetServices? services = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? keysByActionId = null)
    {
        Texts = texts ?? WidgetTexts.English;
        Services = services ?? new WidgetServices();
        Keys = new WidgetKeys(Texts, keysByActionId);
        Popups = new PopupStack();
    }

    /// <summary>Told when a widget asks for the focus; the root listens.</summary>
    public event Action<Widget>? FocusRequested;

    /// <summary>Told when a drawn key was clicked; the root runs the action as if the key had been pressed.</summary>
    public event Action<string>? ActionRequested;

    public WidgetTexts Texts { get; }

    public WidgetServices Services { get; }

    public WidgetKeys Keys { get; }

    public PopupStack Popups { get; }

    /// <summary>Puts the focus on a widget, or on the first below it that takes keys.</summary>
    public void Focus(Widget widget) => FocusRequested?.Invoke(widget);

    /// <summary>Runs an action where the focus is, as its key would.</summary>
    public void RequestAction(string actionId) => ActionRequested?.Invoke(actionId);

    /// <summary>Copies and says how much was copied, or that it was too much.</summary>
    public void Copy(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        bool copied = Services.Copy(text);
        Services.Notify(WidgetTexts.Format(copied ? Texts.Copied : Texts.CopyTooLarge, text.Length));
    }
}
