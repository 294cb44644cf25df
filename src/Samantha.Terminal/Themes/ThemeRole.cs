namespace Samantha.Terminal.Themes;

/// <summary>What a piece of the screen means. Widgets name roles; only themes know colours.</summary>
public enum ThemeRole
{
    Text,
    Muted,
    Strong,
    Title,
    Border,
    BorderFocused,
    Accent,
    Link,
    Success,
    Warning,
    Error,

    /// <summary>The selected row of the focused pane.</summary>
    Selection,

    /// <summary>The selected row of a pane without focus.</summary>
    SelectionInactive,
    SearchMatch,
    SearchCurrent,
    StatusBar,
    StatusKey,
    Popup,
    PopupBorder,
    InputField,
    InputFieldFocused,
    Placeholder,
    Button,
    ButtonFocused,
    TabActive,
    TabInactive,
    BarFilled,
    BarEmpty,
    Heading,
    Code,
    Quote,
    LineNumber,
    Ignored,

    /// <summary>Words only in the first of two compared texts.</summary>
    Removed,

    /// <summary>Words only in the second of two compared texts.</summary>
    Added,
}
