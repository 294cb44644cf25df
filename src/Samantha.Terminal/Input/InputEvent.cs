namespace Samantha.Terminal.Input;

/// <summary>Something that came from the terminal. All kinds are in <c>InputEvents.Messages.cs</c>.</summary>
public abstract record InputEvent;
