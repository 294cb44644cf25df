namespace Samantha.Sandbox.Python;

/// <summary>Where an interpreter was found: named by the user, the user's own environment, the system's, or on PATH.</summary>
public enum PythonSource { Configured, UserEnvironment, System, SearchPath }

/// <summary>One Python interpreter: its file, absolute and never a shim script, and how it was found. Starts nothing.</summary>
public sealed record PythonInterpreter(string Path, PythonSource Source);
