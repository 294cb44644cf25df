namespace Samantha.Tui.Ports;

/// <summary>Keeps what a person chose for the interface. Touches a disk.</summary>
public interface IUiSettingsStore
{
    /// <summary>What was saved last, or the defaults. A damaged file gives the defaults and a problem in words.</summary>
    UiSettingsRead Load();

    /// <exception cref="LibraryException">It cannot be written.</exception>
    void Save(UiSettings settings);
}

/// <summary>Settings as found, and what was wrong with them (null: nothing).</summary>
public sealed record UiSettingsRead(UiSettings Settings, string? Problem);
