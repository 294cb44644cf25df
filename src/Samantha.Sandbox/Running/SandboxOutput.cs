namespace Samantha.Sandbox.Running;

/// <summary>
/// A piece of what a program printed, on stderr (IsError) or on stdout. Raw: invalid UTF-8 is U+FFFD, control characters are
/// kept as they are, so screens must sanitise it.
/// </summary>
public sealed record SandboxOutput(bool IsError, string Text);
