namespace Samantha.Engine.Protocol;

/// <summary>
/// A line for the log, from the library, the engine or its stderr. Untrusted text: sanitise before a terminal.
/// </summary>
public sealed record EngineLogLine(EngineLogLevel Level, string Text);
