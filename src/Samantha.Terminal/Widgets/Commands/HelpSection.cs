using Samantha.Terminal.App;

namespace Samantha.Terminal.Widgets.Commands;

/// <summary>One key table under a heading of the help.</summary>
public sealed record HelpSection(string Title, KeyMap Keys);
